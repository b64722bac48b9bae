package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MSFT;
import static io.tradecache.core.Samples.SAP;
import static io.tradecache.core.Samples.holding;
import static io.tradecache.core.Samples.portfolio;
import static io.tradecache.core.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.DailyBar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnalyticsTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

    private final PortfolioValuation valuation = Valuation.of(
            portfolio(holding(AAPL, "3", "100", "USD"), holding(MSFT, "1", "200", "USD")),
            Map.of(AAPL, quote(AAPL, "150", null), MSFT, quote(MSFT, "150", null)));

    @Test
    void saysHowThePortfolioIsSpread() {
        PortfolioAnalytics analytics = Analytics.of(valuation, Map.of());

        assertThat(analytics.allocation()).extracting(slice -> slice.symbol()).containsExactly(AAPL, MSFT);
        assertThat(analytics.currencies()).singleElement().satisfies(slice -> {
            assertThat(slice.hhi()).isEqualByComparingTo("0.625");
            assertThat(slice.topFive()).isEqualByComparingTo("1");
            assertThat(slice.marketValue()).isEqualByComparingTo("600");
        });
    }

    @Test
    void namesTheBestAndTheWorstHolding() {
        PortfolioAnalytics analytics = Analytics.of(valuation, Map.of());

        assertThat(analytics.best()).isEqualTo(new PortfolioAnalytics.Gain(AAPL, new BigDecimal("50.0000")));
        assertThat(analytics.worst()).isEqualTo(new PortfolioAnalytics.Gain(MSFT, new BigDecimal("-25.0000")));
    }

    @Test
    void hasNoVolatilityWithFewerThanTwentyReturns() {
        PortfolioAnalytics twenty = Analytics.of(valuation, bars(20));
        PortfolioAnalytics twentyOne = Analytics.of(valuation, bars(21));

        assertThat(twenty.volatility()).isNull();
        assertThat(twentyOne.volatility()).isNotNull();
    }

    @Test
    void hasNoVolatilityOverSeveralCurrencies() {
        PortfolioValuation mixed = Valuation.of(
                portfolio(holding(AAPL, "3", "100", "USD"), holding(SAP, "1", "200", "EUR")),
                Map.of(AAPL, quote(AAPL, "150", null), SAP, quote(SAP, "150", null)));

        assertThat(Analytics.of(mixed, Map.of(AAPL, series(AAPL, 40, i -> 100), SAP, series(SAP, 40, i -> 100)))
                        .volatility())
                .isNull();
    }

    @Test
    void annualisesTheDeviationOfLogReturns() {
        double[] upAndDown =
                IntStream.range(0, 41).mapToDouble(i -> i % 2 == 0 ? 100 : 110).toArray();

        double step = Math.log(1.1);
        double expected = step * Math.sqrt(40.0 / 39) * Math.sqrt(252);
        assertThat(Analytics.volatility(upAndDown)).isCloseTo(expected, within(1e-9));
    }

    @Test
    void measuresTheDeepestFallFromAPeak() {
        assertThat(Analytics.maxDrawdown(new double[] {100, 120, 90, 130, 117, 128}))
                .isCloseTo(0.25, within(1e-12));
        assertThat(Analytics.maxDrawdown(new double[] {1, 2, 3})).isZero();
    }

    private static Map<Symbol, List<DailyBar>> bars(int days) {
        return Map.of(AAPL, series(AAPL, days, i -> 100 + i % 3), MSFT, series(MSFT, days + 5, i -> 200 + i % 5));
    }

    private static List<DailyBar> series(Symbol symbol, int days, IntToDoubleFunction close) {
        return IntStream.range(0, days)
                .mapToObj(i -> {
                    BigDecimal price = BigDecimal.valueOf(close.applyAsDouble(i));
                    return new DailyBar(symbol, FIRST.plusDays(i), price, price, price, price, 1, true);
                })
                .toList();
    }
}
