package io.tradecache.http;

import static io.tradecache.http.FieldReader.amount;
import static io.tradecache.http.FieldReader.id;
import static io.tradecache.http.FieldReader.text;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.ItemService.NewItem;
import io.tradecache.core.service.RefusedException;
import io.tradecache.http.Listing.Slice;
import io.tradecache.http.Listing.Wanted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The items of a watchlist, read out of it and written by themselves. Thread-safe. */
final class ItemRoutes {

    private static final String NOUN = "item";
    private static final Set<String> FIXED = Set.of(
            "item_id",
            "watchlist_id",
            "user_id",
            "stock_symbol",
            "symbol",
            "position",
            "version",
            "created_at",
            "updated_at");

    private static final Listing<WatchlistItem> LISTING = new Listing<>(
            item -> item.itemId().value(),
            item -> Stream.of(item.stockSymbol().value(), item.notes()),
            List.of(
                    new SortField<>("position", WatchlistItem::position, Integer::valueOf),
                    new SortField<>("stock_symbol", item -> item.stockSymbol().value(), symbol -> symbol),
                    new SortField<>("created_at", WatchlistItem::createdAt, Instant::parse),
                    new SortField<>("updated_at", WatchlistItem::updatedAt, Instant::parse)));

    private final Tradecache tradecache;
    private final Access access;
    private final Bodies bodies;
    private final Answers answers;
    private final LiveColumns live;

    ItemRoutes(Tradecache tradecache, Access access, Bodies bodies, Answers answers, LiveColumns live) {
        this.tradecache = tradecache;
        this.access = access;
        this.bodies = bodies;
        this.answers = answers;
        this.live = live;
    }

    /** The answer to a question for a watchlist's items. */
    record ItemPage(UserId userId, WatchlistId watchlistId, List<WatchlistItem> items, Page page) {}

    void register(RoutesConfig routes) {
        String all = Routing.API + "/users/{u}/watchlists/{w}/items";
        String one = all + "/{i}";
        Routing.get(routes, all, this::list, Audience.OWNER);
        routes.post(all, ctx -> add(ctx, access.owner(ctx), Access.watchlist(ctx)), Audience.OWNER);
        routes.post(Routing.API + "/watchlists/{w}/items", this::addById, Audience.OWNER);
        Routing.reserve(routes, HandlerType.PUT, all + "/order");
        routes.put(all + "/order", this::reorder, Audience.OWNER);
        Routing.get(routes, one, this::get, Audience.OWNER);
        routes.patch(one, this::change, Audience.OWNER);
        routes.delete(one, this::remove, Audience.OWNER);
    }

    private void list(Context ctx) {
        Wanted<WatchlistItem> wanted = LISTING.wanted(ctx);
        Cached<Watchlist> whole = watchlist(ctx);
        Watchlist watchlist = whole.value();
        Slice<WatchlistItem> slice = LISTING.slice(ctx, wanted, watchlist.items());
        answers.read(
                ctx, whole, new ItemPage(watchlist.userId(), watchlist.watchlistId(), slice.elements(), slice.page()));
    }

    private void get(Context ctx) {
        ItemId id = Access.item(ctx);
        Cached<Watchlist> whole = watchlist(ctx);
        answers.part(ctx, whole, in(whole.value(), id));
    }

    private void addById(Context ctx) {
        WatchlistId watchlist = Access.watchlist(ctx);
        add(ctx, access.ownerOf(ctx, watchlist), watchlist);
    }

    private void add(Context ctx, UserId user, WatchlistId watchlist) {
        RequestBody body = bodies.read(ctx);
        Field<Symbol> symbol = body.symbol();
        Field<String> notes = body.optional("notes", text(Text.NOTES));
        Field<BigDecimal> high = body.optional("target_high", amount(Amount.PRICE));
        Field<BigDecimal> low = body.optional("target_low", amount(Amount.PRICE));
        body.close(FIXED);
        NewItem wanted = new NewItem(symbol.value(), notes.orNull(), high.orNull(), low.orNull());
        // Before the write, whose transaction is no place to wait for a price.
        Optional<Quote> quote = live.latest(wanted.stockSymbol());
        answers.<WatchlistItem>create(
                ctx, user, body, once -> tradecache.items().add(user, watchlist, wanted, once), written -> {
                    WatchlistItem item = written.value();
                    String location = WatchlistRoutes.path(user, watchlist) + "/items/" + item.itemId();
                    return answers.created(written, location, item.version(), live.confirmed(item, quote));
                });
    }

    private void change(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId watchlist = Access.watchlist(ctx);
        ItemId id = Access.item(ctx);
        RequestBody body = bodies.read(ctx);
        UnaryOperator<WatchlistItem> edit = edit(body);
        Field<Long> expected = body.expectedVersion();
        body.closeChange(FIXED);
        Acknowledged<WatchlistItem> changed = Preconditions.of(ctx, expected.orNull())
                .apply(
                        NOUN,
                        () -> current(user, watchlist, id),
                        version -> tradecache.items().update(user, watchlist, id, version, edit));
        answers.written(ctx, changed, changed.value());
    }

    private static UnaryOperator<WatchlistItem> edit(RequestBody body) {
        Field<String> notes = body.optional("notes", text(Text.NOTES));
        Field<BigDecimal> high = body.optional("target_high", amount(Amount.PRICE));
        Field<BigDecimal> low = body.optional("target_low", amount(Amount.PRICE));
        return item -> {
            WatchlistItem changed = notes.isGiven() ? item.withNotes(notes.orNull()) : item;
            return changed.withTargets(
                    high.isGiven() ? high.orNull() : item.targetHigh(),
                    low.isGiven() ? low.orNull() : item.targetLow());
        };
    }

    private void remove(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId watchlist = Access.watchlist(ctx);
        ItemId id = Access.item(ctx);
        answers.deleted(
                ctx,
                Deletion.preconditions(ctx, bodies)
                        .apply(
                                NOUN,
                                () -> current(user, watchlist, id),
                                version -> tradecache.items().remove(user, watchlist, id, version)));
    }

    private void reorder(Context ctx) {
        UserId user = access.owner(ctx);
        WatchlistId id = Access.watchlist(ctx);
        RequestBody body = bodies.read(ctx);
        Field<List<ItemId>> order = body.required("item_ids", FieldReader.list(id(IdKind.ITEM, ItemId::new)));
        Field<Long> expected = body.expectedVersion();
        body.close(Set.of());
        Acknowledged<Watchlist> reordered = Preconditions.of(ctx, expected.orNull())
                .apply(
                        "watchlist",
                        () -> tradecache
                                .watchlists()
                                .get(user, id, Demand.RELOAD)
                                .value(),
                        version -> tradecache.items().reorder(user, id, order.value(), version));
        answers.written(ctx, reordered, reordered.value());
    }

    private Cached<Watchlist> watchlist(Context ctx) {
        return tradecache.watchlists().get(access.owner(ctx), Access.watchlist(ctx), ReadDemand.ofVersion(ctx));
    }

    private WatchlistItem current(UserId user, WatchlistId watchlist, ItemId id) {
        return in(tradecache.watchlists().get(user, watchlist, Demand.RELOAD).value(), id);
    }

    private static WatchlistItem in(Watchlist watchlist, ItemId id) {
        return watchlist.items().stream()
                .filter(item -> item.itemId().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }
}
