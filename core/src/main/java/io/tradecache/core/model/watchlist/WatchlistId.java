package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.IdKind;

/**
 * The id of a watchlist. Immutable.
 *
 * @param value {@code watchlist_…}, opaque to callers
 */
public record WatchlistId(String value) {

    /** Checks the syntax. */
    public WatchlistId {
        value = IdKind.WATCHLIST.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
