package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link PriceFeed} promises. */
@DisplayName("A price feed")
public interface PriceFeedContract {

    /** A symbol that no feed under test knows. */
    Symbol UNKNOWN = new Symbol("NOSUCHSYMBOL");

    /** The feed under test: the same one throughout a test. */
    PriceFeed feed();

    /** At least two symbols that it knows, and no more than one call may ask for. */
    Set<Symbol> known();

    @Test
    default void everySymbolThatItKnowsIsQuotedUnderItsOwnName() {
        Map<Symbol, Quote> quotes = feed().fetch(known());

        assertThat(quotes).containsOnlyKeys(known());
        assertThat(quotes)
                .allSatisfy((symbol, quote) -> assertThat(quote.symbol()).isEqualTo(symbol));
    }

    @Test
    default void itsQuotesCarryItsNameAsTheirSource() {
        assertThat(feed().fetch(known()).values()).extracting(Quote::source).containsOnly(feed().name());
    }

    @Test
    default void aSymbolThatItDoesNotKnowIsLeftOut() {
        Set<Symbol> asked = new HashSet<>(known());
        asked.add(UNKNOWN);

        assertThat(feed().fetch(asked)).containsOnlyKeys(known());
        assertThat(feed().fetch(Set.of(UNKNOWN))).isEmpty();
    }

    @Test
    default void oneCallMayAskForAtLeastOneSymbol() {
        assertThat(feed().batchLimit()).isPositive();
    }
}
