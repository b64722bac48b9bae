package io.tradecache.http;

import static io.tradecache.http.FieldReader.CURRENCY;
import static io.tradecache.http.FieldReader.amount;
import static io.tradecache.http.FieldReader.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.HoldingService;
import io.tradecache.core.service.HoldingService.NewHolding;
import io.tradecache.core.service.PortfolioService;
import io.tradecache.core.service.RefusedException;
import io.tradecache.http.Listing.Slice;
import io.tradecache.http.Listing.Wanted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The holdings of a portfolio, read out of it and written by themselves. Thread-safe. */
final class HoldingRoutes {

    private static final String NOUN = "holding";
    private static final Set<String> FIXED = Set.of(
            "holding_id", "portfolio_id", "user_id", "stock_symbol", "symbol", "version", "created_at", "updated_at");

    private static final Listing<Holding> LISTING = new Listing<>(
            holding -> holding.holdingId().value(),
            holding -> Stream.of(holding.stockSymbol().value(), holding.notes()),
            List.of(
                    new SortField<>(
                            "stock_symbol", holding -> holding.stockSymbol().value(), symbol -> symbol),
                    new SortField<>("quantity", Holding::quantity, BigDecimal::new),
                    new SortField<>("avg_entry_price", Holding::avgEntryPrice, BigDecimal::new),
                    new SortField<>("created_at", Holding::createdAt, Instant::parse),
                    new SortField<>("updated_at", Holding::updatedAt, Instant::parse)));

    private final PortfolioService portfolios;
    private final HoldingService holdings;
    private final Access access;
    private final Bodies bodies;
    private final Answers answers;

    HoldingRoutes(PortfolioService portfolios, HoldingService holdings, Access access, Bodies bodies, Answers answers) {
        this.portfolios = portfolios;
        this.holdings = holdings;
        this.access = access;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** The answer to a question for a portfolio's holdings. */
    record HoldingPage(UserId userId, PortfolioId portfolioId, List<Holding> holdings, Page page) {}

    void register(RoutesConfig routes) {
        String all = Routing.API + "/users/{u}/portfolios/{p}/holdings";
        String one = all + "/{h}";
        Routing.get(routes, all, this::list, Audience.OWNER);
        routes.post(all, this::create, Audience.OWNER);
        Routing.get(routes, one, this::get, Audience.OWNER);
        routes.patch(one, this::change, Audience.OWNER);
        routes.delete(one, this::delete, Audience.OWNER);
    }

    static String path(Holding holding) {
        return PortfolioRoutes.path(holding.userId(), holding.portfolioId()) + "/holdings/" + holding.holdingId();
    }

    private void list(Context ctx) {
        Wanted<Holding> wanted = LISTING.wanted(ctx);
        Cached<Portfolio> whole = portfolio(ctx);
        Portfolio portfolio = whole.value();
        Slice<Holding> slice = LISTING.slice(ctx, wanted, portfolio.holdings());
        answers.read(
                ctx,
                whole,
                new HoldingPage(portfolio.userId(), portfolio.portfolioId(), slice.elements(), slice.page()));
    }

    private void get(Context ctx) {
        HoldingId id = Access.holding(ctx);
        Cached<Portfolio> whole = portfolio(ctx);
        answers.part(ctx, whole, in(whole.value(), id));
    }

    private void create(Context ctx) {
        UserId user = access.owner(ctx);
        PortfolioId portfolio = Access.portfolio(ctx);
        RequestBody body = bodies.read(ctx);
        Field<Symbol> symbol = body.symbol();
        Field<BigDecimal> quantity = body.required("quantity", amount(Amount.QUANTITY));
        Field<BigDecimal> price = body.required("avg_entry_price", amount(Amount.PRICE));
        Field<String> currency = body.optional("currency", CURRENCY);
        Field<String> notes = body.optional("notes", text(Text.NOTES));
        body.close(FIXED);
        NewHolding wanted =
                new NewHolding(symbol.value(), quantity.value(), price.value(), currency.orNull(), notes.orNull());
        answers.<Holding>create(
                ctx,
                user,
                body,
                once -> holdings.create(user, portfolio, wanted, once),
                written -> answers.created(written, path(written.value()), written.value()));
    }

    private void change(Context ctx) {
        UserId user = access.owner(ctx);
        PortfolioId portfolio = Access.portfolio(ctx);
        HoldingId id = Access.holding(ctx);
        RequestBody body = bodies.read(ctx);
        UnaryOperator<Holding> edit = edit(body);
        Field<Long> expected = body.expectedVersion();
        body.closeChange(FIXED);
        Acknowledged<Holding> changed = Preconditions.of(ctx, expected.orNull())
                .apply(
                        NOUN,
                        () -> current(user, portfolio, id),
                        version -> holdings.update(user, portfolio, id, version, edit));
        answers.written(ctx, changed, changed.value());
    }

    private static UnaryOperator<Holding> edit(RequestBody body) {
        Field<BigDecimal> quantity = body.replacement("quantity", amount(Amount.QUANTITY));
        Field<BigDecimal> price = body.replacement("avg_entry_price", amount(Amount.PRICE));
        Field<String> currency = body.replacement("currency", CURRENCY);
        Field<String> notes = body.optional("notes", text(Text.NOTES));
        return holding -> {
            Holding changed = quantity.isGiven() ? holding.withQuantity(quantity.value()) : holding;
            changed = price.isGiven() ? changed.withAvgEntryPrice(price.value()) : changed;
            changed = currency.isGiven() ? changed.withCurrency(currency.value()) : changed;
            return notes.isGiven() ? changed.withNotes(notes.orNull()) : changed;
        };
    }

    private void delete(Context ctx) {
        UserId user = access.owner(ctx);
        PortfolioId portfolio = Access.portfolio(ctx);
        HoldingId id = Access.holding(ctx);
        answers.deleted(
                ctx,
                Deletion.preconditions(ctx, bodies)
                        .apply(
                                NOUN,
                                () -> current(user, portfolio, id),
                                version -> holdings.delete(user, portfolio, id, version)));
    }

    private Cached<Portfolio> portfolio(Context ctx) {
        return portfolios.get(access.owner(ctx), Access.portfolio(ctx), ReadDemand.ofVersion(ctx));
    }

    private Holding current(UserId user, PortfolioId portfolio, HoldingId id) {
        return in(portfolios.get(user, portfolio, Demand.RELOAD).value(), id);
    }

    private static Holding in(Portfolio portfolio, HoldingId id) {
        return portfolio.holdings().stream()
                .filter(holding -> holding.holdingId().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }
}
