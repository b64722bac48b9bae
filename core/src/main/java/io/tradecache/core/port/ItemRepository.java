package io.tradecache.core.port;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the items of watchlists are kept. Each write raises the watchlist's version by one and sets its
 * {@code updatedAt}, in the same transaction, and locks the watchlist before the item. Every method throws
 * {@link PortException} when the store cannot serve it. Thread-safe.
 */
public interface ItemRepository {

    /**
     * An item.
     *
     * @param id the item
     * @return empty when there is none
     */
    Optional<WatchlistItem> find(ItemId id);

    /**
     * Whose an item is.
     *
     * @param id the item
     * @return empty when there is none
     */
    Optional<UserId> findOwner(ItemId id);

    /**
     * Keeps a new item behind all others of its watchlist; the position of the argument is not looked at.
     *
     * @param item at version 1, its id never used before
     * @return written, duplicate when the watchlist has that symbol, or missing when its owner has no such watchlist
     * @throws PortException.Corrupt when the id is in use
     */
    WriteOutcome<WatchlistItem> insert(WatchlistItem item);

    /**
     * Changes an item if its version is still the expected one, and raises the version by one.
     *
     * @param changed the new notes and targets and, as {@code updatedAt}, the time of the change; the other fields but
     *     the id are not looked at
     * @param expectedVersion the version that the change was made from
     * @return written, stale or missing; {@code updatedAt} is always later than it was
     */
    WriteOutcome<WatchlistItem> update(WatchlistItem changed, long expectedVersion);

    /**
     * Deletes an item if its version is still the expected one. The positions of the others stay, gaps and all.
     *
     * @param id the item
     * @param expectedVersion the version that the decision was made from
     * @param now the time of the change
     * @return written with what was deleted, stale or missing
     */
    WriteOutcome<WatchlistItem> delete(ItemId id, long expectedVersion, Instant now);
}
