package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import io.tradecache.core.service.HistoryService;
import io.tradecache.core.service.RefusedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryServiceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);
    private static final LocalDate YESTERDAY = TODAY.minusDays(1);

    private final Desk desk = new Desk();
    private final HistoryService history = desk.tradecache.history();

    @Test
    void theBarsOfTheLastYearAreReadOnceInAQuarterOfAnHour() {
        save(YESTERDAY, "100", true);
        save(TODAY, "101", false);

        Cached<List<DailyBar>> first = history.bars(AAPL, TODAY.minusDays(5), TODAY, Demand.ANY);
        save(YESTERDAY, "99", true);

        assertThat(first.source()).isEqualTo(Source.LOADED);
        assertThat(first.value()).extracting(DailyBar::date).containsExactly(YESTERDAY, TODAY);
        assertThat(closeOfYesterday(Demand.ANY)).isEqualByComparingTo("100");
        assertThat(closeOfYesterday(Demand.RELOAD)).isEqualByComparingTo("99");
        save(YESTERDAY, "98", true);
        desk.clock.advance(Duration.ofMinutes(15));
        assertThat(closeOfYesterday(Demand.ANY)).isEqualByComparingTo("98");
    }

    @Test
    void bothEndsOfARangeAreIncluded() {
        LocalDate yearAgo = TODAY.minusYears(1);
        save(yearAgo, "90", true);
        save(YESTERDAY, "100", true);

        assertThat(history.bars(AAPL, yearAgo, YESTERDAY, Demand.ANY).value()).hasSize(2);
        assertThat(history.bars(AAPL, yearAgo.plusDays(1), YESTERDAY, Demand.ANY)
                        .value())
                .hasSize(1);
        assertThat(history.bars(AAPL, YESTERDAY, YESTERDAY, Demand.ANY).value()).hasSize(1);
    }

    @Test
    void whatLiesFurtherBackPassesByTheCache() {
        save(TODAY.minusYears(3), "50", true);

        Cached<List<DailyBar>> bars = history.bars(AAPL, TODAY.minusYears(4), TODAY, Demand.ANY);

        assertThat(bars.source()).isEqualTo(Source.BYPASSED);
        assertThat(bars.value()).hasSize(1);
    }

    @Test
    void aRangeMustRunForwardAndNotTooFar() {
        assertThatThrownBy(() -> history.bars(AAPL, TODAY, YESTERDAY, Demand.ANY))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("to must not be before from");
        assertThatThrownBy(() -> history.bars(AAPL, TODAY.minusYears(10).minusDays(1), TODAY, Demand.ANY))
                .hasMessage("from must be at most 10 years before to");
    }

    @Test
    void aCompletedBarIsCachedForADayAndThatOfTodayForHalfAMinute() {
        save(YESTERDAY, "100", true);
        save(TODAY, "101", false);
        history.bar(AAPL, YESTERDAY, Demand.ANY);
        history.bar(AAPL, TODAY, Demand.ANY);

        desk.clock.advance(Duration.ofMillis(29_999));
        assertThat(history.bar(AAPL, TODAY, Demand.ANY).source()).isEqualTo(Source.NEAR);
        desk.clock.advance(Duration.ofMillis(1));
        assertThat(history.bar(AAPL, TODAY, Demand.ANY).source()).isEqualTo(Source.LOADED);
        desk.clock.advance(Duration.ofHours(24).minusSeconds(31));
        assertThat(history.bar(AAPL, YESTERDAY, Demand.ANY).source()).isEqualTo(Source.NEAR);
        desk.clock.advance(Duration.ofSeconds(1));
        assertThat(history.bar(AAPL, YESTERDAY, Demand.ANY).source()).isEqualTo(Source.LOADED);
    }

    @Test
    void aBarThatIsNotThereIsNotRemembered() {
        assertThatThrownBy(() -> history.bar(AAPL, YESTERDAY, Demand.ANY))
                .isInstanceOf(RefusedException.NotFound.class)
                .hasMessage("There is no daily bar AAPL of 2026-03-08");

        save(YESTERDAY, "100", true);

        assertThat(history.bar(AAPL, YESTERDAY, Demand.ANY).value().close()).isEqualByComparingTo("100");
    }

    @Test
    void indicatorsComeFromTheBarsOfTheLastYear() {
        for (int day = 1; day <= 25; day++) {
            save(TODAY.minusDays(day), "100", true);
        }

        Cached<SymbolIndicators> first = history.indicators(AAPL, Demand.ANY);

        assertThat(first.source()).isEqualTo(Source.LOADED);
        assertThat(first.value().sma20()).isEqualByComparingTo("100");
        assertThat(first.value().sma50()).isNull();
        assertThat(first.value().asOf()).isEqualTo(YESTERDAY);
        assertThat(history.indicators(AAPL, Demand.ANY).source()).isEqualTo(Source.NEAR);
        assertThat(history.indicators(MSFT, Demand.ANY).value().asOf()).isNull();
    }

    private BigDecimal closeOfYesterday(Demand demand) {
        return history.bars(AAPL, YESTERDAY, YESTERDAY, demand).value().get(0).close();
    }

    private void save(LocalDate date, String close, boolean complete) {
        BigDecimal price = new BigDecimal(close);
        desk.persistence.history().save(List.of(new DailyBar(AAPL, date, price, price, price, price, 1, complete)));
    }
}
