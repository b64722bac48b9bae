package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.PriceHistory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link PriceHistory} promises. */
public interface PriceHistoryContract extends PersistenceUnderTest {

    /** The first session of these tests. */
    LocalDate MONDAY = LocalDate.of(2026, 3, 9);

    @Test
    default void barsAreFoundInAscendingOrderOfDate() {
        Symbol symbol = NewRecords.symbol();
        DailyBar monday = bar(symbol, MONDAY, "101.5", true);
        DailyBar tuesday = bar(symbol, MONDAY.plusDays(1), "102", true);

        history().save(List.of(tuesday, monday));

        assertThat(bars(symbol)).containsExactly(monday, tuesday);
    }

    @Test
    default void theFirstDateIsIncludedAndTheLastIsNot() {
        Symbol symbol = NewRecords.symbol();
        DailyBar tuesday = bar(symbol, MONDAY.plusDays(1), "102", true);
        history()
                .save(List.of(bar(symbol, MONDAY, "101", true), tuesday, bar(symbol, MONDAY.plusDays(2), "103", true)));

        assertThat(history().bars(List.of(symbol), MONDAY.plusDays(1), MONDAY.plusDays(2)))
                .isEqualTo(Map.of(symbol, List.of(tuesday)));
    }

    @Test
    default void aRangeWithoutDatesHasNoBars() {
        Symbol symbol = NewRecords.symbol();
        history().save(List.of(bar(symbol, MONDAY, "101", true)));

        assertThat(history().bars(List.of(symbol), MONDAY, MONDAY)).isEmpty();
        assertThat(history().bars(List.of(symbol), MONDAY.plusDays(1), MONDAY)).isEmpty();
    }

    @Test
    default void onlySymbolsThatHaveBarsAreInTheAnswer() {
        Symbol known = NewRecords.symbol();
        Symbol alsoKnown = NewRecords.symbol();
        DailyBar one = bar(known, MONDAY, "101", true);
        DailyBar other = bar(alsoKnown, MONDAY, "7", true);
        history().save(List.of(one, other));
        List<Symbol> asked = List.of(known, alsoKnown, NewRecords.symbol(), known);

        assertThat(history().bars(asked, MONDAY, MONDAY.plusDays(1)))
                .isEqualTo(Map.of(known, List.of(one), alsoKnown, List.of(other)));
    }

    @Test
    default void noSymbolsHaveNoBars() {
        assertThat(history().bars(List.of(), MONDAY, MONDAY.plusDays(1))).isEmpty();
    }

    @Test
    default void aBarTakesThePlaceOfTheOneOfItsDate() {
        Symbol symbol = NewRecords.symbol();
        DailyBar corrected = bar(symbol, MONDAY, "102", true);
        history().save(List.of(bar(symbol, MONDAY, "100", false)));
        history().save(List.of(bar(symbol, MONDAY, "101", true)));

        history().save(List.of(corrected));

        assertThat(bars(symbol)).containsExactly(corrected);
    }

    @Test
    default void anIncompleteBarFollowsAnIncompleteOne() {
        Symbol symbol = NewRecords.symbol();
        DailyBar later = bar(symbol, MONDAY, "101", false);
        history().save(List.of(bar(symbol, MONDAY, "100", false)));

        history().save(List.of(later));

        assertThat(bars(symbol)).containsExactly(later);
    }

    @Test
    default void aCompleteBarNeverGivesWayToAnIncompleteOne() {
        Symbol symbol = NewRecords.symbol();
        DailyBar complete = bar(symbol, MONDAY, "101", true);
        history().save(List.of(complete));

        history().save(List.of(bar(symbol, MONDAY, "100", false)));

        assertThat(bars(symbol)).containsExactly(complete);
    }

    @Test
    default void ofSeveralBarsOfOneDateTheLastWinsUnlessAnEarlierOneIsComplete() {
        Symbol symbol = NewRecords.symbol();
        DailyBar complete = bar(symbol, MONDAY, "101", true);
        DailyBar last = bar(symbol, MONDAY.plusDays(1), "104", false);

        history()
                .save(List.of(
                        complete,
                        bar(symbol, MONDAY, "100", false),
                        bar(symbol, MONDAY.plusDays(1), "103", false),
                        last));

        assertThat(bars(symbol)).containsExactly(complete, last);
    }

    @Test
    default void savingNothingIsFine() {
        history().save(List.of());
    }

    @Test
    default void aLongHistoryIsSavedAtOnce() {
        Symbol symbol = NewRecords.symbol();
        List<DailyBar> decades = new ArrayList<>();
        for (int day = 0; day < 12_000; day++) {
            decades.add(bar(symbol, MONDAY.minusDays(day), "101.0000000001", true));
        }

        history().save(decades);

        assertThat(history()
                        .bars(List.of(symbol), LocalDate.of(1990, 1, 1), MONDAY.plusDays(1))
                        .get(symbol))
                .hasSize(12_000);
    }

    @Test
    default void aRolledBackTransactionSavesNoBar() {
        Symbol symbol = NewRecords.symbol();

        assertThatThrownBy(() -> persistence().transactions().inTransaction(() -> {
                    history().save(List.of(bar(symbol, MONDAY, "101", true)));
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(bars(symbol)).isEmpty();
    }

    private List<DailyBar> bars(Symbol symbol) {
        return history().bars(List.of(symbol), MONDAY, MONDAY.plusDays(7)).getOrDefault(symbol, List.of());
    }

    private static DailyBar bar(Symbol symbol, LocalDate date, String close, boolean complete) {
        BigDecimal price = new BigDecimal(close);
        return new DailyBar(
                symbol, date, price, price.add(BigDecimal.ONE), BigDecimal.ONE, price, 1_234_567_890_123L, complete);
    }

    private PriceHistory history() {
        return persistence().history();
    }
}
