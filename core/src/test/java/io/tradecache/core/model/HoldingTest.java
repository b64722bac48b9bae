package io.tradecache.core.model;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.holding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.Samples;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class HoldingTest {

    @Test
    void averagesThePriceWhenMoreIsBought() {
        var merged = holding(AAPL, "10", "100", "USD").mergedWith(new BigDecimal("5"), new BigDecimal("130"));

        assertThat(merged.quantity()).isEqualByComparingTo("15");
        assertThat(merged.avgEntryPrice()).isEqualByComparingTo("110");
    }

    @Test
    void roundsTheAverageHalfToEvenAtTenDecimals() {
        var merged = holding(AAPL, "2", "1", "USD").mergedWith(BigDecimal.ONE, new BigDecimal("2"));

        assertThat(merged.avgEntryPrice()).isEqualByComparingTo("1.3333333333");
    }

    @Test
    void isEqualWhateverTheTrailingZeros() {
        assertThat(holding(AAPL, "10.0", "1.50", "usd")).isEqualTo(holding(AAPL, "10", "1.5", "USD"));
    }

    @Test
    void keepsTargetsInOrder() {
        assertThatThrownBy(() -> Samples.item(AAPL, "100", "100")).hasMessage("target_low must be under target_high");
    }
}
