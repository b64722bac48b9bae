package io.tradecache.http;

import static io.tradecache.http.FieldReader.FLAG;
import static io.tradecache.http.FieldReader.amount;
import static io.tradecache.http.FieldReader.id;
import static io.tradecache.http.FieldReader.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.port.WriteOutcome.Written;
import io.tradecache.core.service.MoveService;
import io.tradecache.core.service.MoveService.Move;
import io.tradecache.core.service.MoveService.Moved;
import io.tradecache.core.service.MoveService.OnExisting;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Turns a watched item into a holding. Thread-safe. */
final class MoveRoutes {

    private static final List<String> ON_EXISTING = List.of("reject", "merge");

    private final MoveService moves;
    private final Access access;
    private final Bodies bodies;
    private final Answers answers;

    MoveRoutes(MoveService moves, Access access, Bodies bodies, Answers answers) {
        this.moves = moves;
        this.access = access;
        this.bodies = bodies;
        this.answers = answers;
    }

    void register(RoutesConfig routes) {
        routes.post(Routing.API + "/users/{u}/watchlists/{w}/items/{i}/move-to-portfolio", this::move, Audience.OWNER);
    }

    private void move(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId watchlist = Access.watchlist(ctx);
        ItemId item = Access.item(ctx);
        RequestBody body = bodies.read(ctx);
        Move wanted = wanted(body);
        answers.create(
                ctx, user, body, once -> moves.moveToPortfolio(user, watchlist, item, wanted, once), this::reply);
    }

    private Reply reply(Written<Moved> moved) {
        Holding holding = moved.value().holding();
        ObjectNode body = answers.tree(holding)
                .put("portfolio_version", moved.value().portfolioVersion())
                .put("watchlist_version", moved.value().watchlistVersion());
        String path = HoldingRoutes.path(holding);
        return holding.version() == 1
                ? answers.created(moved, path, 1, body)
                : answers.merged(moved, path, holding.version(), body);
    }

    private static Move wanted(RequestBody body) {
        Field<PortfolioId> portfolio = body.required("portfolio_id", id(IdKind.PORTFOLIO, PortfolioId::new));
        Field<BigDecimal> quantity = body.required("quantity", amount(Amount.QUANTITY));
        Field<BigDecimal> price = body.optional("avg_entry_price", amount(Amount.PRICE));
        Field<OnExisting> onExisting = body.replacement(
                "on_existing", word(ON_EXISTING, word -> word.equals("merge") ? OnExisting.MERGE : OnExisting.REJECT));
        Field<Boolean> keepItem = body.replacement("keep_item", FLAG);
        body.close(Set.of());
        return new Move(
                portfolio.value(),
                quantity.value(),
                price.orNull(),
                Objects.requireNonNullElse(onExisting.orNull(), OnExisting.REJECT),
                Objects.requireNonNullElse(keepItem.orNull(), false));
    }
}
