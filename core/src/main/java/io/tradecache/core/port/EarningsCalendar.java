package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;

/** When companies report their earnings. Every method throws {@link PortException} when it cannot be read. Thread-safe. */
public interface EarningsCalendar {

    /** Knows of no report. */
    EarningsCalendar NONE = (symbols, date) -> Set.of();

    /**
     * Which of several companies report on a day.
     *
     * @param symbols whose companies
     * @param date the day, in the zone of the market; which session a report on a day without one counts for is for the
     *     caller to say
     * @return those that report then
     */
    Set<Symbol> reportingOn(Collection<Symbol> symbols, LocalDate date);
}
