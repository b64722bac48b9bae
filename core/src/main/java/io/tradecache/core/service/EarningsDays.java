package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.EarningsCalendar;
import io.tradecache.core.port.MarketCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Whose earnings a session stands under. The session is that of the market, not that of the UTC day, and so lasts into
 * the evening; a report on a day without one counts for the next. Remembered for ten minutes. Thread-safe.
 */
final class EarningsDays {

    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final EarningsCalendar earnings;
    private final MarketCalendar calendar;
    private final SymbolMemory<Boolean> memory = new SymbolMemory<>();

    EarningsDays(EarningsCalendar earnings, MarketCalendar calendar) {
        this.earnings = earnings;
        this.calendar = calendar;
    }

    /** Whether the company reports for the session that is on, or else for the next one. */
    boolean isReporting(Symbol symbol, Instant now) {
        LocalDate session = calendar.sessionDateAt(now);
        return memory.find(symbol, session, now).orElseGet(() -> {
            boolean reporting = reportsFor(symbol, session);
            memory.keep(symbol, reporting, session, now.plus(REMEMBERED_FOR));
            return reporting;
        });
    }

    private boolean reportsFor(Symbol symbol, LocalDate session) {
        LocalDate date = session;
        do {
            if (!earnings.reportingOn(List.of(symbol), date).isEmpty()) {
                return true;
            }
            date = date.minusDays(1);
        } while (date.isAfter(calendar.firstDate()) && calendar.closure(date).isPresent());
        return false;
    }
}
