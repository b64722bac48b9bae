package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorsTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    /** The closes of the worked example by which charting programs are commonly compared. */
    private static final String[] EXAMPLE = {
        "44.3389", "44.0902", "44.1497", "43.6124", "44.3278", "44.8264", "45.0955", "45.4245", "45.8433", "46.0826",
        "45.8931", "46.0328", "45.6140", "46.2820", "46.2820", "46.0028", "46.0328", "46.4116", "46.2222", "45.6439",
        "46.2122"
    };

    @ParameterizedTest
    @CsvSource({"15, 70.53", "16, 66.32", "17, 66.55", "18, 69.41", "19, 66.36", "20, 57.97", "21, 62.93"})
    void theRelativeStrengthIsThatOfTheWorkedExample(int sessions, String expected) {
        assertThat(of(bars(Arrays.copyOf(EXAMPLE, sessions))).rsi14())
                .isCloseTo(new BigDecimal(expected), within(new BigDecimal("0.005")));
    }

    @Test
    void theRelativeStrengthRunsFromNothingToAHundred() {
        assertThat(of(rising(15)).rsi14()).isEqualByComparingTo("100");
        assertThat(of(falling(15)).rsi14()).isEqualByComparingTo("0");
        assertThat(of(still(15)).rsi14()).isEqualByComparingTo("50");
    }

    @Test
    void theMeansAreThoseOfTheLastCloses() {
        SymbolIndicators indicators = of(rising(60));

        assertThat(indicators.sma20()).isEqualByComparingTo("50.5");
        assertThat(indicators.sma50()).isEqualByComparingTo("35.5");
        assertThat(indicators.asOf()).isEqualTo(FIRST.plusDays(59));
    }

    @Test
    void theExponentialMeanBeginsWithTheFirstMeanAndFollowsTheCloses() {
        assertThat(of(rising(20)).ema20()).isEqualByComparingTo("10.5");
        assertThat(of(rising(25)).ema20()).isEqualByComparingTo("15.5");
        assertThat(of(still(80)).ema20()).isEqualByComparingTo("7");
    }

    @Test
    void theVolatilityIsThatOfTheLastTwentyReturns() {
        List<String> closes = new ArrayList<>(List.of("1", "1000", "3"));
        IntStream.range(0, 21).forEach(day -> closes.add(day % 2 == 0 ? "100" : "101"));

        assertThat(Indicators.volatility(bars(closes.toArray(String[]::new))))
                .hasValueCloseTo(0.16206005771, within(1e-9));
        assertThat(of(bars(closes.toArray(String[]::new))).volatility20()).isEqualByComparingTo("0.162060");
    }

    @Test
    void everyFigureNeedsItsNumberOfSessions() {
        assertThat(of(List.of())).isEqualTo(new SymbolIndicators(AAPL, null, null, null, null, null, null));
        assertThat(of(rising(10)).volatility20()).isNull();
        assertThat(of(rising(11)).volatility20()).isNotNull();
        assertThat(of(rising(14)).rsi14()).isNull();
        assertThat(of(rising(15)).rsi14()).isNotNull();
        assertThat(of(rising(19)).sma20()).isNull();
        assertThat(of(rising(19)).ema20()).isNull();
        assertThat(of(rising(20)).sma20()).isNotNull();
        assertThat(of(rising(49)).sma50()).isNull();
        assertThat(of(rising(50)).sma50()).isNotNull();
    }

    @Test
    void aSessionThatIsNotOverDoesNotCount() {
        List<DailyBar> withToday = new ArrayList<>(rising(30));
        withToday.add(bar(FIRST.plusDays(30), "1000", false));

        assertThat(of(withToday)).isEqualTo(of(rising(30)));
    }

    @Test
    void aCloseOfZeroLeavesTheVolatilityUnknown() {
        List<DailyBar> bars = new ArrayList<>(rising(20));
        bars.add(bar(FIRST.plusDays(20), "0", true));

        assertThat(Indicators.volatility(bars)).isEmpty();
    }

    private static SymbolIndicators of(List<DailyBar> bars) {
        return Indicators.of(AAPL, bars);
    }

    private static List<DailyBar> rising(int sessions) {
        return bars(
                IntStream.rangeClosed(1, sessions).mapToObj(Integer::toString).toArray(String[]::new));
    }

    private static List<DailyBar> falling(int sessions) {
        return bars(IntStream.range(0, sessions)
                .mapToObj(day -> Integer.toString(sessions - day))
                .toArray(String[]::new));
    }

    private static List<DailyBar> still(int sessions) {
        return bars(IntStream.range(0, sessions).mapToObj(day -> "7").toArray(String[]::new));
    }

    private static List<DailyBar> bars(String... closes) {
        return IntStream.range(0, closes.length)
                .mapToObj(day -> bar(FIRST.plusDays(day), closes[day], true))
                .toList();
    }

    private static DailyBar bar(LocalDate date, String close, boolean complete) {
        BigDecimal price = new BigDecimal(close);
        return new DailyBar(AAPL, date, price, price, price, price, 1_000, complete);
    }
}
