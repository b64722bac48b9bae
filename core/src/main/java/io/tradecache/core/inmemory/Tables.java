package io.tradecache.core.inmemory;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.port.PortException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What an in-memory database holds. Roots carry their children; the two indexes lead from a child to its root. Committed
 * tables are never changed: a transaction changes a copy. Not thread-safe.
 */
final class Tables {

    final Map<PortfolioId, Portfolio> portfolios;
    final Map<HoldingId, PortfolioId> holdings;
    final Map<WatchlistId, Watchlist> watchlists;
    final Map<ItemId, WatchlistId> items;

    /** The series are replaced as a whole, never changed. */
    final Map<Symbol, NavigableMap<LocalDate, DailyBar>> bars;

    final Map<IdempotencyKey, InMemoryIdempotencyKeys.Kept> answers;

    Tables() {
        portfolios = new HashMap<>();
        holdings = new HashMap<>();
        watchlists = new HashMap<>();
        items = new HashMap<>();
        bars = new HashMap<>();
        answers = new HashMap<>();
    }

    private Tables(Tables other) {
        portfolios = new HashMap<>(other.portfolios);
        holdings = new HashMap<>(other.holdings);
        watchlists = new HashMap<>(other.watchlists);
        items = new HashMap<>(other.items);
        bars = new HashMap<>(other.bars);
        answers = new HashMap<>(other.answers);
    }

    Tables copy() {
        return new Tables(this);
    }

    /** Refuses an id that a row has already. */
    static <K> void requireUnused(Map<K, ?> rows, K id) {
        if (rows.containsKey(id)) {
            throw new PortException.Corrupt("database", "id in use: " + id, new IllegalArgumentException("id in use"));
        }
    }

    /** The time of a change, which is always later than that of the change before. */
    static Instant later(Instant now, Instant before) {
        Instant next = before.plus(1, ChronoUnit.MICROS);
        return now.isBefore(next) ? next : now;
    }
}
