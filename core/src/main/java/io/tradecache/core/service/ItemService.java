package io.tradecache.core.service;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WatchlistRepository;
import io.tradecache.core.port.WriteOutcome.Written;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user can do with the items of a watchlist; they are read with their watchlist. Each change raises the
 * watchlist's version.
 *
 * <p>Every method throws {@link RefusedException} when it cannot be done as things stand, and {@link PortException} when
 * the database cannot serve it. Thread-safe.
 */
public final class ItemService {

    private static final String NOUN = "item";

    private final Writes writes;
    private final WatchlistRepository watchlists;
    private final ItemRepository items;
    private final Clock clock;
    private final Ids ids;

    /**
     * Wires the service.
     *
     * @param writes the write path
     * @param watchlists where watchlists are kept
     * @param items where items are kept
     * @param clock the present
     * @param ids gives new objects their ids
     */
    public ItemService(Writes writes, WatchlistRepository watchlists, ItemRepository items, Clock clock, Ids ids) {
        this.writes = writes;
        this.watchlists = watchlists;
        this.items = items;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What a new item is to be.
     *
     * @param stockSymbol what is watched
     * @param notes free text, or null
     * @param targetHigh the upper target, or null
     * @param targetLow the lower target, or null
     */
    public record NewItem(
            Symbol stockSymbol,
            @Nullable String notes,
            @Nullable BigDecimal targetHigh,
            @Nullable BigDecimal targetLow) {}

    /**
     * Adds an item behind all others of a watchlist.
     *
     * @param user the owner
     * @param watchlist the watchlist
     * @param wanted what to add
     * @return the item at version 1
     * @throws RefusedException.NotFound when this user has no such watchlist
     * @throws RefusedException.Duplicate when the watchlist has the symbol already
     */
    public Acknowledged<WatchlistItem> add(UserId user, WatchlistId watchlist, NewItem wanted) {
        return add(user, watchlist, wanted, null);
    }

    /**
     * Adds an item behind all others of a watchlist, once if need be.
     *
     * @param user the owner
     * @param watchlist the watchlist
     * @param wanted what to add
     * @param once what lets it be done once, or null
     * @return the item at version 1
     * @throws RefusedException.NotFound when this user has no such watchlist
     * @throws RefusedException.Duplicate when the watchlist has the symbol already
     */
    public Acknowledged<WatchlistItem> add(
            UserId user, WatchlistId watchlist, NewItem wanted, @Nullable Once<WatchlistItem> once) {
        Instant now = clock.instant();
        WatchlistItem item = new WatchlistItem(
                new ItemId(IdKind.ITEM.of(ids.next())),
                watchlist,
                user,
                wanted.stockSymbol(),
                wanted.notes(),
                wanted.targetHigh(),
                wanted.targetLow(),
                0,
                1,
                now,
                now);
        return writes.commit(
                once,
                () -> {
                    requireOwner(user, watchlist);
                    return writes.require(items.insert(item), NOUN, item.itemId(), 0);
                },
                written -> change(Operation.ADD_ITEM, written));
    }

    /**
     * Changes an item's notes or targets.
     *
     * @param user the owner
     * @param watchlist the watchlist that it is in
     * @param id the item
     * @param expectedVersion the item's version that the change is made from
     * @param edit makes the changed item from the present one; may be called again after a conflict in the database
     * @return the item as it is stored now
     * @throws RefusedException.NotFound when this user has no such item in that watchlist
     * @throws RefusedException.VersionConflict when the item was changed meanwhile
     */
    public Acknowledged<WatchlistItem> update(
            UserId user, WatchlistId watchlist, ItemId id, long expectedVersion, UnaryOperator<WatchlistItem> edit) {
        return writes.commit(
                () -> {
                    WatchlistItem current = owned(user, watchlist, id);
                    if (current.version() != expectedVersion) {
                        throw writes.conflict(NOUN, current, expectedVersion);
                    }
                    WatchlistItem changed = edit.apply(current).stored(current.version(), clock.instant());
                    return writes.require(items.update(changed, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.UPDATE_ITEM, written));
    }

    /**
     * Removes an item.
     *
     * @param user the owner
     * @param watchlist the watchlist that it is in
     * @param id the item
     * @param expectedVersion the item's version that the decision was made from
     * @return the item as it was last
     * @throws RefusedException.NotFound when this user has no such item in that watchlist
     * @throws RefusedException.VersionConflict when the item was changed meanwhile
     */
    public Acknowledged<WatchlistItem> remove(UserId user, WatchlistId watchlist, ItemId id, long expectedVersion) {
        return writes.commit(
                () -> {
                    owned(user, watchlist, id);
                    return writes.require(
                            items.delete(id, expectedVersion, clock.instant()), NOUN, id, expectedVersion);
                },
                written -> change(Operation.REMOVE_ITEM, written));
    }

    /**
     * Puts the items of a watchlist into another order, which is a change of the watchlist.
     *
     * @param user the owner
     * @param id the watchlist
     * @param order every item of the watchlist once
     * @param expectedVersion the watchlist's version that the change is made from
     * @return the watchlist as it is stored now
     * @throws RefusedException.NotFound when this user has no such watchlist
     * @throws RefusedException.VersionConflict when the watchlist or one of its items was changed meanwhile
     * @throws InvalidFieldException when the order does not name every item once
     */
    public Acknowledged<Watchlist> reorder(UserId user, WatchlistId id, List<ItemId> order, long expectedVersion) {
        return writes.commit(
                () -> {
                    Watchlist current = watchlists
                            .find(id)
                            .filter(watchlist -> watchlist.userId().equals(user))
                            .orElseThrow(() -> new RefusedException.NotFound("watchlist", id));
                    if (current.version() != expectedVersion) {
                        throw writes.conflict("watchlist", current, expectedVersion);
                    }
                    requireEveryItemOnce(current, order);
                    return writes.require(
                            watchlists.reorder(id, order, expectedVersion, clock.instant()),
                            "watchlist",
                            id,
                            expectedVersion);
                },
                written -> new Change.OfWatchlist(
                        Operation.UPDATE_WATCHLIST, user, id, written.rootVersion(), id.value()));
    }

    private static void requireEveryItemOnce(Watchlist watchlist, List<ItemId> order) {
        Set<ItemId> present =
                watchlist.items().stream().map(WatchlistItem::itemId).collect(Collectors.toSet());
        if (order.size() != present.size() || !new HashSet<>(order).equals(present)) {
            throw new InvalidFieldException(
                    "item_ids", "must name each of the watchlist's " + present.size() + " items once");
        }
    }

    private void requireOwner(UserId user, WatchlistId watchlist) {
        if (!watchlists.findOwner(watchlist).equals(Optional.of(user))) {
            throw new RefusedException.NotFound("watchlist", watchlist);
        }
    }

    private WatchlistItem owned(UserId user, WatchlistId watchlist, ItemId id) {
        return items.find(id)
                .filter(item -> item.userId().equals(user) && item.watchlistId().equals(watchlist))
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }

    private static Change change(Operation operation, Written<WatchlistItem> written) {
        WatchlistItem item = written.value();
        return new Change.OfWatchlist(
                operation,
                item.userId(),
                item.watchlistId(),
                written.rootVersion(),
                item.itemId().value());
    }
}
