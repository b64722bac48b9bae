package io.tradecache.caffeine;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.BatchIndex;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import java.util.Collection;

/**
 * How many bytes of heap a copy is reckoned to take: enough to bound the cache, cheap enough to ask at every put. A value
 * whose JSON form is kept beside it is reckoned by the form's length, any other by the number of records in it. For
 * portfolios of 0 to 100 holdings both come within a third of what the heap of a 64-bit JVM with compressed references
 * really lost, and mostly within a tenth.
 */
final class Weight {

    /** What every copy takes beside its value: the table's node, the key, the wrappers and their times. */
    static final int ENTRY = 256;

    /** What a record of the model takes, with its ids, its texts, its amounts and its times. */
    static final int RECORD = 640;

    /** The JSON form itself, and the objects that it describes, which take about twice its length. */
    static final int BYTES_PER_JSON_BYTE = 3;

    private Weight() {}

    static int of(String key, Cached<?> cached) {
        byte[] json = cached.entry().json();
        long content = json == null ? RECORD * records(cached.value()) : (long) BYTES_PER_JSON_BYTE * json.length;
        return (int) Math.min(Integer.MAX_VALUE, ENTRY + key.length() + content);
    }

    /** The value itself and what it is made of; a valued line is a position and a quote. */
    private static long records(Object value) {
        if (value instanceof Portfolio portfolio) {
            return 1L + portfolio.holdings().size();
        }
        if (value instanceof PortfolioValuation valuation) {
            return 1L + 2L * valuation.holdings().size();
        }
        if (value instanceof PortfolioAnalytics analytics) {
            return 1L + 2L * analytics.quotes().size();
        }
        if (value instanceof PortfolioList list) {
            return 1L + list.portfolios().size();
        }
        if (value instanceof Watchlist watchlist) {
            return 1L + watchlist.items().size();
        }
        if (value instanceof WatchlistValuation valuation) {
            return 1L + 2L * valuation.items().size();
        }
        if (value instanceof WatchlistList list) {
            return 1L + list.watchlists().stream().mapToLong(Weight::records).sum();
        }
        if (value instanceof BatchIndex index) {
            return 1L + index.symbols().size();
        }
        if (value instanceof Object[] series) {
            return 1L + series.length;
        }
        return value instanceof Collection<?> collection ? 1L + collection.size() : 1L;
    }
}
