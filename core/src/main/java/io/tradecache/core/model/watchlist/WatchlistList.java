package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.UserId;
import java.util.List;

/**
 * All watchlists of one user with their items, oldest first. Immutable.
 *
 * @param userId the owner
 * @param watchlists ordered by creation time, then id
 */
public record WatchlistList(UserId userId, List<Watchlist> watchlists) {

    /** Copies the list. */
    public WatchlistList {
        watchlists = List.copyOf(watchlists);
    }
}
