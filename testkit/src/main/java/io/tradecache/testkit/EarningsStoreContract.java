package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link io.tradecache.core.port.EarningsStore} promises, besides being a calendar. */
public interface EarningsStoreContract extends EarningsCalendarContract {

    @Test
    default void aReportThatIsSavedTwiceIsKeptOnce() {
        Symbol symbol = NewRecords.symbol();
        EarningsReport report = new EarningsReport(symbol, THURSDAY);

        earnings().save(List.of(report));
        earnings().save(List.of(report, report));

        assertThat(earnings().reportingOn(List.of(symbol), THURSDAY)).containsExactly(symbol);
    }

    @Test
    default void savingNothingIsFine() {
        earnings().save(List.of());
    }

    @Test
    default void manyReportsAreSavedAtOnce() {
        Symbol symbol = NewRecords.symbol();

        earnings()
                .save(THURSDAY.datesUntil(THURSDAY.plusYears(10))
                        .map(date -> new EarningsReport(symbol, date))
                        .toList());

        assertThat(earnings().reportingOn(List.of(symbol), THURSDAY.plusYears(9)))
                .containsExactly(symbol);
    }
}
