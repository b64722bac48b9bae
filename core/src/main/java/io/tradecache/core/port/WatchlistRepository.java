package io.tradecache.core.port;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where watchlists are kept. Every method throws {@link PortException} when the store cannot serve it. Thread-safe.
 */
public interface WatchlistRepository {

    /**
     * All watchlists of a user with their items, ordered by creation time, then id, all as of one moment.
     *
     * @param owner the user
     * @return empty for a user who has none
     */
    List<Watchlist> findByUser(UserId owner);

    /**
     * A watchlist with its items, ordered by position, then creation time, then id, both as of one moment.
     *
     * @param id the watchlist
     * @return empty when there is none
     */
    Optional<Watchlist> find(WatchlistId id);

    /**
     * Whose a watchlist is.
     *
     * @param id the watchlist
     * @return empty when there is none
     */
    Optional<UserId> findOwner(WatchlistId id);

    /**
     * Keeps a new watchlist; the items of the argument are not looked at.
     *
     * @param watchlist at version 1, its id never used before
     * @throws PortException.Corrupt when the id is in use
     */
    void insert(Watchlist watchlist);

    /**
     * Changes a watchlist's own fields if its version is still the expected one, and raises the version by one.
     *
     * @param changed the new fields and, as {@code updatedAt}, the time of the change; items, owner, version and creation
     *     time are not looked at
     * @param expectedVersion the version that the change was made from
     * @return written with all items, stale or missing; {@code updatedAt} is always later than it was
     */
    WriteOutcome<Watchlist> update(Watchlist changed, long expectedVersion);

    /**
     * Gives the items new positions, 0 first, if the watchlist's version is still the expected one, and raises that
     * version by one. Items whose position changes get a new version too.
     *
     * @param id the watchlist
     * @param order every item of the watchlist once
     * @param expectedVersion the version that the change was made from
     * @param now the time of the change
     * @return written, stale or missing
     * @throws IllegalArgumentException when the order leaves an item out or names a wrong one; nothing is changed
     */
    WriteOutcome<Watchlist> reorder(WatchlistId id, List<ItemId> order, long expectedVersion, Instant now);

    /**
     * Deletes a watchlist and its items if its version is still the expected one.
     *
     * @param id the watchlist
     * @param expectedVersion the version that the decision was made from
     * @return written with what was deleted, stale or missing
     */
    WriteOutcome<Watchlist> delete(WatchlistId id, long expectedVersion);
}
