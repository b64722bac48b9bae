package io.tradecache.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "rt", "a:b", "a b", "-ada", "a\nb", "a\u0000", "ä", "a/b", "{a}"})
    void refusesUserIdsThatCannotStandInAKey(String text) {
        assertThatThrownBy(() -> new UserId(text))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("user_id must be");
    }

    @Test
    void refusesUserIdsThatAreTooLong() {
        assertThat(new UserId("a".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> new UserId("a".repeat(65))).isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "portfolio_", "portfolio", "watchlist_1", "portfolio_a:b", "portfolio_a b", "portfolio_ü"})
    void refusesPortfolioIdsOfAnotherForm(String text) {
        assertThatThrownBy(() -> new PortfolioId(text))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("portfolio_id must be");
    }

    @Test
    void acceptsTheIdsOfTheGuide() {
        assertThat(new PortfolioId("portfolio_123")).hasToString("portfolio_123");
        assertThat(new WatchlistId("watchlist_456")).hasToString("watchlist_456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aapl", " AAPL ", "AAPL", "aApL\t"})
    void trimsAndUpperCasesSymbols(String text) {
        assertThat(new Symbol(text)).isEqualTo(new Symbol("AAPL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRK.B", "BTC-USD", "ES=F", "9988", "X^Y"})
    void acceptsShareClassesAndFutures(String text) {
        assertThat(new Symbol(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "^GSPC", ".A", "A:B", "A B", "ABCDEFGHIJKLMNOP", "É", "A\u0007"})
    void refusesWhatIsNoSymbol(String text) {
        assertThatThrownBy(() -> new Symbol(text)).isInstanceOf(InvalidFieldException.class);
    }
}
