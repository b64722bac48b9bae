package io.tradecache.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.KeyPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, price:rt:AAPL, true",
        "price:rt:*, price:rt:AAPL, true",
        "price:rt:A?PL, price:rt:AAPL, true",
        "*:AAPL, price:rt:AAPL, true",
        "p*r*:*L, price:rt:AAPL, true",
        "price:rt:AAPL*, price:rt:AAPL, true",
        "price:rt, price:rt:AAPL, false",
        "?price:rt:AAPL, price:rt:AAPL, false",
        "price:rt:AAP?L, price:rt:AAPL, false",
        "*MSFT, price:rt:AAPL, false"
    })
    void starsAreAnyCharactersAndQuestionMarksAreOne(String pattern, String key, boolean fits) {
        assertThat(new KeyPattern(pattern).matches(key)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[a]", "{a}", "a\\*", "******", "\u00e4"})
    void whatNoKeyHasIsRefused(String pattern) {
        assertThatThrownBy(() -> new KeyPattern(pattern)).isInstanceOf(InvalidFieldException.class);
    }

    @Test
    void aLongPatternIsRefused() {
        assertThatThrownBy(() -> new KeyPattern("a".repeat(201))).isInstanceOf(InvalidFieldException.class);
    }
}
