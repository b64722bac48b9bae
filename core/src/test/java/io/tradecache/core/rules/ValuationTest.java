package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MSFT;
import static io.tradecache.core.Samples.SAP;
import static io.tradecache.core.Samples.holding;
import static io.tradecache.core.Samples.item;
import static io.tradecache.core.Samples.portfolio;
import static io.tradecache.core.Samples.quote;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.portfolio.Performance;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuationTest {

    @Test
    void valuesAHoldingAtItsPrice() {
        PortfolioValuation valuation =
                Valuation.of(portfolio(holding(AAPL, "10", "100", "USD")), Map.of(AAPL, quote(AAPL, "150.25", "148")));

        Performance performance = requireNonNull(valuation.holdings().get(0).performance());
        assertThat(performance.marketValue()).isEqualByComparingTo("1502.5");
        assertThat(performance.costBasis()).isEqualByComparingTo("1000");
        assertThat(performance.unrealizedPl()).isEqualByComparingTo("502.5");
        assertThat(performance.unrealizedPlPct()).isEqualByComparingTo("50.25");
        assertThat(performance.dayChange()).isEqualByComparingTo("22.5");
        assertThat(performance.dayChangePct()).isEqualByComparingTo("1.5203");
    }

    @Test
    void leavesAHoldingWithoutAPriceOutOfEverySumAndNamesIt() {
        PortfolioValuation valuation = Valuation.of(
                portfolio(holding(AAPL, "10", "100", "USD"), holding(MSFT, "1", "400", "USD")),
                Map.of(AAPL, quote(AAPL, "150", null)));

        assertThat(valuation.unpriced()).containsExactly(MSFT);
        assertThat(valuation.holdings().get(1).performance()).isNull();
        assertThat(valuation.holdings().get(1).weight()).isNull();
        assertThat(valuation.totals()).singleElement().satisfies(total -> {
            assertThat(total.holdings()).isEqualTo(1);
            assertThat(total.performance().marketValue()).isEqualByComparingTo("1500");
            assertThat(total.performance().costBasis()).isEqualByComparingTo("1000");
        });
    }

    @Test
    void neverAddsCurrenciesUp() {
        PortfolioValuation valuation = Valuation.of(
                portfolio(
                        holding(AAPL, "1", "100", "USD"),
                        holding(MSFT, "3", "100", "USD"),
                        holding(SAP, "2", "100", "EUR")),
                Map.of(AAPL, quote(AAPL, "100", null), MSFT, quote(MSFT, "100", null), SAP, quote(SAP, "200", null)));

        assertThat(valuation.totals()).extracting(total -> total.currency()).containsExactly("EUR", "USD");
        assertThat(valuation.totals().get(1).performance().marketValue()).isEqualByComparingTo("400");
        assertThat(valuation.holdings().get(0).weight()).isEqualByComparingTo("0.25");
        assertThat(valuation.holdings().get(2).weight()).isEqualByComparingTo("1");
    }

    @Test
    void saysNothingOfTheDayWhenAPreviousCloseIsUnknown() {
        PortfolioValuation valuation = Valuation.of(
                portfolio(holding(AAPL, "1", "100", "USD"), holding(MSFT, "1", "100", "USD")),
                Map.of(AAPL, quote(AAPL, "100", "90"), MSFT, quote(MSFT, "100", null)));

        assertThat(valuation.totals().get(0).performance().dayChange()).isNull();
    }

    @Test
    void givesAGiftNoPercentage() {
        PortfolioValuation valuation =
                Valuation.of(portfolio(holding(AAPL, "1", "0", "USD")), Map.of(AAPL, quote(AAPL, "100", null)));

        assertThat(requireNonNull(valuation.holdings().get(0).performance()).unrealizedPlPct())
                .isNull();
    }

    @Test
    void valuesAnEmptyPortfolioAtNothing() {
        PortfolioValuation valuation = Valuation.of(portfolio(), Map.of());

        assertThat(valuation.totals()).isEmpty();
        assertThat(valuation.unpriced()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"110, -, 10", "110, 95, 5", "-, 80, 20", "90, -, -10", "-, -, -"})
    void measuresTheDistanceToTheNearerTarget(@Nullable String high, @Nullable String low, @Nullable String expected) {
        var line = Valuation.line(item(AAPL, high, low), quote(AAPL, "100", null));

        if (expected == null) {
            assertThat(line.distanceToTargetPct()).isNull();
        } else {
            assertThat(line.distanceToTargetPct()).isEqualByComparingTo(expected);
        }
    }
}
