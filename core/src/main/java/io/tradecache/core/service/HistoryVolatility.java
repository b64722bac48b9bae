package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.rules.Indicators;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Takes the volatility of a symbol from its daily bars, as {@link Indicators#volatility} defines it. What it found is
 * remembered until the next session, what it did not find for a quarter of an hour. Thread-safe.
 */
public final class HistoryVolatility implements VolatilitySource {

    /** Enough days to hold the sessions that count, also around Christmas. */
    private static final int DAYS = 45;

    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(15);

    private final PriceHistory history;
    private final MarketCalendar calendar;
    private final Clock clock;
    private final SymbolMemory<OptionalDouble> memory = new SymbolMemory<>();

    /**
     * Measures volatility.
     *
     * @param history where daily bars are kept
     * @param calendar what the market is doing
     * @param clock the present
     */
    public HistoryVolatility(PriceHistory history, MarketCalendar calendar, Clock clock) {
        this.history = history;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public OptionalDouble annualised(Symbol symbol) {
        Instant now = clock.instant();
        LocalDate session = calendar.sessionDateAt(now);
        return memory.find(symbol, session, now).orElseGet(() -> {
            OptionalDouble measured = measured(symbol, session);
            memory.keep(symbol, measured, session, measured.isPresent() ? Instant.MAX : now.plus(UNKNOWN_FOR));
            return measured;
        });
    }

    private OptionalDouble measured(Symbol symbol, LocalDate session) {
        List<DailyBar> bars = history.bars(List.of(symbol), session.minusDays(DAYS), session.plusDays(1))
                .getOrDefault(symbol, List.of());
        return Indicators.volatility(bars);
    }
}
