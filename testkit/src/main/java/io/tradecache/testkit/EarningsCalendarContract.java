package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import io.tradecache.core.port.EarningsStore;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link io.tradecache.core.port.EarningsCalendar} promises. */
public interface EarningsCalendarContract {

    /** A day on which companies report. */
    LocalDate THURSDAY = LocalDate.of(2026, 10, 29);

    /** The calendar under test; it need not be empty, and is the same at every call of one test. */
    EarningsStore earnings();

    @Test
    default void thoseWhoReportOnADayAreFound() {
        Symbol reporting = NewRecords.symbol();
        Symbol alsoReporting = NewRecords.symbol();
        Symbol silent = NewRecords.symbol();
        earnings().save(List.of(new EarningsReport(reporting, THURSDAY), new EarningsReport(alsoReporting, THURSDAY)));

        assertThat(earnings().reportingOn(List.of(silent, reporting, reporting), THURSDAY))
                .containsExactly(reporting);
        assertThat(earnings().reportingOn(List.of(reporting, alsoReporting), THURSDAY))
                .containsExactlyInAnyOrder(reporting, alsoReporting);
    }

    @Test
    default void theDaysBeforeAndAfterAreOtherDays() {
        Symbol symbol = NewRecords.symbol();
        earnings().save(List.of(new EarningsReport(symbol, THURSDAY)));

        assertThat(earnings().reportingOn(List.of(symbol), THURSDAY.minusDays(1)))
                .isEmpty();
        assertThat(earnings().reportingOn(List.of(symbol), THURSDAY.plusDays(1)))
                .isEmpty();
    }

    @Test
    default void ofNoCompaniesNoneReports() {
        assertThat(earnings().reportingOn(List.of(), THURSDAY)).isEmpty();
    }
}
