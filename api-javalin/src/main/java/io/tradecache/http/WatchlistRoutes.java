package io.tradecache.http;

import static io.tradecache.http.FieldReader.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.WatchlistService;
import io.tradecache.http.Listing.Slice;
import io.tradecache.http.Listing.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A user's watchlists. Thread-safe. */
final class WatchlistRoutes {

    private static final String NOUN = "watchlist";
    private static final Set<String> FIXED =
            Set.of("watchlist_id", "user_id", "items", "version", "created_at", "updated_at");

    private static final Listing<Watchlist> LISTING = new Listing<>(
            watchlist -> watchlist.watchlistId().value(),
            watchlist -> Stream.concat(
                    Stream.of(watchlist.name(), watchlist.description()),
                    watchlist.items().stream().map(item -> item.stockSymbol().value())),
            List.of(
                    new SortField<>("created_at", Watchlist::createdAt, Instant::parse),
                    new SortField<>("updated_at", Watchlist::updatedAt, Instant::parse),
                    new SortField<>("name", watchlist -> Listing.folded(watchlist.name()), name -> name)));

    private final WatchlistService watchlists;
    private final Access access;
    private final Bodies bodies;
    private final Answers answers;

    WatchlistRoutes(WatchlistService watchlists, Access access, Bodies bodies, Answers answers) {
        this.watchlists = watchlists;
        this.access = access;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** The answer to a question for a user's watchlists. */
    record WatchlistPage(UserId userId, List<Watchlist> watchlists, Page page) {}

    void register(RoutesConfig routes) {
        String all = Routing.API + "/users/{u}/watchlists";
        String one = all + "/{w}";
        Routing.get(routes, all, this::list, Audience.OWNER);
        Routing.get(routes, Routing.API + "/watchlists/{u}", this::list, Audience.OWNER);
        routes.post(all, this::create, Audience.OWNER);
        Routing.get(routes, one, this::get, Audience.OWNER);
        routes.patch(one, this::change, Audience.OWNER);
        routes.delete(one, this::delete, Audience.OWNER);
    }

    static String path(UserId user, WatchlistId watchlist) {
        return Routing.API + "/users/" + user + "/watchlists/" + watchlist;
    }

    private void list(Context ctx) {
        UserId user = access.owner(ctx);
        Wanted<Watchlist> wanted = LISTING.wanted(ctx);
        Cached<WatchlistList> list = watchlists.list(user, ReadDemand.of(ctx));
        Slice<Watchlist> slice = LISTING.slice(ctx, wanted, list.value().watchlists());
        answers.read(ctx, list, new WatchlistPage(user, slice.elements(), slice.page()));
    }

    private void create(Context ctx) {
        UserId user = access.owner(ctx);
        RequestBody body = bodies.read(ctx);
        Field<String> name = body.required("name", text(Text.NAME));
        Field<String> description = body.optional("description", text(Text.DESCRIPTION));
        body.close(FIXED);
        answers.<Watchlist>create(
                ctx,
                user,
                body,
                once -> watchlists.create(user, name.value(), description.orNull(), once),
                written -> answers.created(written, path(user, written.value().watchlistId()), written.value()));
    }

    private void get(Context ctx) {
        answers.resource(ctx, watchlists.get(access.owner(ctx), Access.watchlist(ctx), ReadDemand.ofVersion(ctx)));
    }

    private void change(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId id = Access.watchlist(ctx);
        RequestBody body = bodies.read(ctx);
        Field<String> name = body.replacement("name", text(Text.NAME));
        Field<String> description = body.optional("description", text(Text.DESCRIPTION));
        Field<Long> expected = body.expectedVersion();
        body.closeChange(FIXED);
        UnaryOperator<Watchlist> edit = watchlist -> {
            Watchlist changed = name.isGiven() ? watchlist.withName(name.value()) : watchlist;
            return description.isGiven() ? changed.withDescription(description.orNull()) : changed;
        };
        Acknowledged<Watchlist> changed = Preconditions.of(ctx, expected.orNull())
                .apply(NOUN, () -> current(user, id), version -> watchlists.update(user, id, version, edit));
        answers.written(ctx, changed, changed.value());
    }

    private void delete(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId id = Access.watchlist(ctx);
        answers.deleted(
                ctx,
                Deletion.preconditions(ctx, bodies)
                        .apply(NOUN, () -> current(user, id), version -> watchlists.delete(user, id, version)));
    }

    private Watchlist current(UserId user, WatchlistId id) {
        return watchlists.get(user, id, Demand.RELOAD).value();
    }
}
