package io.tradecache.http;

import static io.tradecache.http.FieldReader.CURRENCY;
import static io.tradecache.http.FieldReader.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.PortfolioService;
import io.tradecache.http.Listing.Slice;
import io.tradecache.http.Listing.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A user's portfolios. Thread-safe. */
final class PortfolioRoutes {

    private static final String NOUN = "portfolio";
    private static final Set<String> FIXED =
            Set.of("portfolio_id", "user_id", "holdings", "holding_count", "version", "created_at", "updated_at");

    private static final Listing<PortfolioSummary> LISTING = new Listing<>(
            portfolio -> portfolio.portfolioId().value(),
            portfolio -> Stream.of(portfolio.name(), portfolio.description()),
            List.of(
                    new SortField<>("created_at", PortfolioSummary::createdAt, Instant::parse),
                    new SortField<>("updated_at", PortfolioSummary::updatedAt, Instant::parse),
                    new SortField<>("name", portfolio -> Listing.folded(portfolio.name()), name -> name),
                    new SortField<>("holding_count", PortfolioSummary::holdingCount, Integer::valueOf)));

    private final PortfolioService portfolios;
    private final Access access;
    private final Bodies bodies;
    private final Answers answers;

    PortfolioRoutes(PortfolioService portfolios, Access access, Bodies bodies, Answers answers) {
        this.portfolios = portfolios;
        this.access = access;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** The answer to a question for a user's portfolios. */
    record PortfolioPage(UserId userId, List<PortfolioSummary> portfolios, Page page) {}

    void register(RoutesConfig routes) {
        String all = Routing.API + "/users/{u}/portfolios";
        String one = all + "/{p}";
        Routing.get(routes, all, this::list, Audience.OWNER);
        Routing.get(routes, Routing.API + "/portfolios/{u}", this::list, Audience.OWNER);
        routes.post(all, this::create, Audience.OWNER);
        Routing.get(routes, one, this::get, Audience.OWNER);
        routes.patch(one, this::change, Audience.OWNER);
        routes.delete(one, this::delete, Audience.OWNER);
    }

    static String path(UserId user, PortfolioId portfolio) {
        return Routing.API + "/users/" + user + "/portfolios/" + portfolio;
    }

    private void list(Context ctx) {
        UserId user = access.owner(ctx);
        Wanted<PortfolioSummary> wanted = LISTING.wanted(ctx);
        Cached<PortfolioList> list = portfolios.list(user, ReadDemand.of(ctx));
        Slice<PortfolioSummary> slice = LISTING.slice(ctx, wanted, list.value().portfolios());
        answers.read(ctx, list, new PortfolioPage(user, slice.elements(), slice.page()));
    }

    private void create(Context ctx) {
        UserId user = access.owner(ctx);
        RequestBody body = bodies.read(ctx);
        Field<String> name = body.required("name", text(Text.NAME));
        Field<String> description = body.optional("description", text(Text.DESCRIPTION));
        Field<String> currency = body.optional("currency", CURRENCY);
        body.close(FIXED);
        answers.<Portfolio>create(
                ctx,
                user,
                body,
                once -> portfolios.create(user, name.value(), description.orNull(), currency.orNull(), once),
                written -> answers.created(written, path(user, written.value().portfolioId()), written.value()));
    }

    private void get(Context ctx) {
        answers.resource(ctx, portfolios.get(access.owner(ctx), Access.portfolio(ctx), ReadDemand.ofVersion(ctx)));
    }

    private void change(Context ctx) {
        UserId user = access.owner(ctx);
        PortfolioId id = Access.portfolio(ctx);
        RequestBody body = bodies.read(ctx);
        UnaryOperator<Portfolio> edit = edit(body);
        Field<Long> expected = body.expectedVersion();
        body.closeChange(FIXED);
        Acknowledged<Portfolio> changed = Preconditions.of(ctx, expected.orNull())
                .apply(NOUN, () -> current(user, id), version -> portfolios.update(user, id, version, edit));
        answers.written(ctx, changed, changed.value());
    }

    private static UnaryOperator<Portfolio> edit(RequestBody body) {
        Field<String> name = body.replacement("name", text(Text.NAME));
        Field<String> description = body.optional("description", text(Text.DESCRIPTION));
        Field<String> currency = body.replacement("currency", CURRENCY);
        return portfolio -> {
            Portfolio changed = name.isGiven() ? portfolio.withName(name.value()) : portfolio;
            changed = description.isGiven() ? changed.withDescription(description.orNull()) : changed;
            return currency.isGiven() ? changed.withCurrency(currency.value()) : changed;
        };
    }

    private void delete(Context ctx) {
        UserId user = access.owner(ctx);
        PortfolioId id = Access.portfolio(ctx);
        answers.deleted(
                ctx,
                Deletion.preconditions(ctx, bodies)
                        .apply(NOUN, () -> current(user, id), version -> portfolios.delete(user, id, version)));
    }

    private Portfolio current(UserId user, PortfolioId id) {
        return portfolios.get(user, id, Demand.RELOAD).value();
    }
}
