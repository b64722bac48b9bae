package io.tradecache.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"150.2500, 150.25", "1E+3, 1000", "0.0000000001, 0.0000000001", "100, 100", "1.0, 1"})
    void bringsEqualNumbersToOneForm(String given, String plain) {
        assertThat(Amount.QUANTITY.require("quantity", new BigDecimal(given)).toPlainString())
                .isEqualTo(plain);
        assertThat(Amount.QUANTITY.require("quantity", new BigDecimal(given))).isEqualTo(new BigDecimal(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-0.5", "1000000000000000000", "0.00000000001", "1E+1000000", "1E-1000000"})
    void refusesQuantitiesOutOfRange(String given) {
        assertThatThrownBy(() -> Amount.QUANTITY.require("quantity", new BigDecimal(given)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("quantity must");
    }

    @Test
    void acceptsAPriceOfZeroButNoNegativeOne() {
        assertThat(Amount.PRICE.require("price", new BigDecimal("0.00"))).isEqualTo(BigDecimal.ZERO);
        assertThatThrownBy(() -> Amount.PRICE.require("price", new BigDecimal("-0.01")))
                .isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void neverRounds() {
        assertThatThrownBy(() -> Amount.PRICE.require("price", new BigDecimal("1.12345678901")))
                .hasMessage("price must have at most 10 digits behind the point");
    }
}
