package io.tradecache.core.service;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.Indicators;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** The daily bars of a symbol, and what is computed from them. Thread-safe. */
public final class HistoryService {

    /** How many years one question may span. */
    public static final int MOST_YEARS = 10;

    private final ReadThrough reads;
    private final PriceHistory history;
    private final LoadBound loads;
    private final MarketCalendar calendar;
    private final Clock clock;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param history where daily bars are kept
     * @param loads how many loads run at once
     * @param calendar what the market is doing
     * @param clock the present
     */
    public HistoryService(
            ReadThrough reads, PriceHistory history, LoadBound loads, MarketCalendar calendar, Clock clock) {
        this.reads = reads;
        this.history = history;
        this.loads = loads;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The date of the session that is on, or else of the next one.
     *
     * @return the date in the market's zone
     */
    public LocalDate today() {
        return calendar.sessionDateAt(clock.instant());
    }

    /**
     * The bars of a symbol over several days. Those of the last year are cached; older ones are read where they are kept.
     *
     * @param symbol the symbol
     * @param from the first date, inclusive
     * @param to the last date, inclusive
     * @param demand which cached bars will do
     * @return in ascending order of date; none when none is kept
     * @throws InvalidFieldException when {@code to} is before {@code from}, or they are further apart than
     *     {@value #MOST_YEARS} years
     * @throws PortException when they cannot be read
     */
    public Cached<List<DailyBar>> bars(Symbol symbol, LocalDate from, LocalDate to, Demand demand) {
        if (to.isBefore(from)) {
            throw new InvalidFieldException("to", "must not be before from");
        }
        if (from.plusYears(MOST_YEARS).isBefore(to)) {
            throw new InvalidFieldException("from", "must be at most " + MOST_YEARS + " years before to");
        }
        if (from.isBefore(today().minusYears(1))) {
            Instant begun = clock.instant();
            List<DailyBar> kept = loads.run("daily bars", () -> kept(symbol, from, to));
            return new Cached<>(CacheEntry.of(kept, 0, begun), Source.BYPASSED);
        }
        return recent(symbol, demand)
                .map(bars -> Arrays.stream(bars)
                        .filter(bar -> !bar.date().isBefore(from) && !bar.date().isAfter(to))
                        .toList());
    }

    /**
     * The bar of one session. That of a session which is over is cached for a day, as it does not change any more.
     *
     * @param symbol the symbol
     * @param date the session's date
     * @param demand which cached bar will do
     * @return the bar
     * @throws RefusedException.NotFound when none is kept
     * @throws PortException when it cannot be read
     */
    public Cached<DailyBar> bar(Symbol symbol, LocalDate date, Demand demand) {
        return reads.read(
                CacheKeys.price(symbol, date),
                demand,
                () -> kept(symbol, date, date).stream()
                        .findFirst()
                        .map(Versioned::unversioned)
                        .orElseThrow(() -> new RefusedException.NotFound("daily bar", symbol + " of " + date)));
    }

    /**
     * The indicators of a symbol, from its bars of the last year.
     *
     * @param symbol the symbol
     * @param demand which cached values will do
     * @return the indicators, all null when there are no bars
     * @throws PortException when the bars cannot be read
     */
    public Cached<SymbolIndicators> indicators(Symbol symbol, Demand demand) {
        return reads.read(CacheKeys.indicators(symbol), demand, () -> {
            DailyBar[] bars = recent(symbol, demand).value();
            return Versioned.unversioned(Indicators.of(symbol, List.of(bars)));
        });
    }

    private Cached<DailyBar[]> recent(Symbol symbol, Demand demand) {
        return reads.read(CacheKeys.prices(symbol), demand, () -> {
            LocalDate today = today();
            return Versioned.unversioned(
                    kept(symbol, today.minusYears(1), today).toArray(DailyBar[]::new));
        });
    }

    private List<DailyBar> kept(Symbol symbol, LocalDate from, LocalDate to) {
        return history.bars(List.of(symbol), from, to.plusDays(1)).getOrDefault(symbol, List.of());
    }
}
