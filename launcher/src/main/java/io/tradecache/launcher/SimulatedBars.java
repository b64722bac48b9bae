package io.tradecache.launcher;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.feed.SimulatedPriceFeed;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The past of the simulated market, which the analytics look back on. Not thread-safe. */
final class SimulatedBars {

    /** A year, and a few days to spare. */
    private static final int DAYS = 370;

    private final PriceHistory history;
    private final SimulatedPriceFeed feed;
    private final LocalDate today;

    SimulatedBars(PriceHistory history, SimulatedPriceFeed feed, Clock clock) {
        this.history = history;
        this.feed = feed;
        this.today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Puts in the bars of all completed days that are newer than what is there, and tells how many. */
    int put() {
        LocalDate first = today.minusDays(DAYS);
        Map<Symbol, List<DailyBar>> present = history.bars(feed.symbols(), first, today);
        List<DailyBar> missing = new ArrayList<>();
        for (Symbol symbol : feed.symbols()) {
            List<DailyBar> bars = present.getOrDefault(symbol, List.of());
            LocalDate from =
                    bars.isEmpty() ? first : bars.get(bars.size() - 1).date().plusDays(1);
            missing.addAll(feed.bars(symbol, from, today));
        }
        if (!missing.isEmpty()) {
            history.save(missing);
        }
        return missing.size();
    }
}
