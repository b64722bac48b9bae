package io.tradecache.http;

import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;

/** Knows the version of each resource, and its form as an entity tag. */
final class Versions {

    private Versions() {}

    static String tag(long version) {
        return "\"v" + version + '"';
    }

    static long of(Object resource) {
        if (resource instanceof Portfolio portfolio) {
            return portfolio.version();
        }
        if (resource instanceof Holding holding) {
            return holding.version();
        }
        if (resource instanceof Watchlist watchlist) {
            return watchlist.version();
        }
        if (resource instanceof WatchlistItem item) {
            return item.version();
        }
        throw new IllegalArgumentException("no version: " + resource.getClass());
    }
}
