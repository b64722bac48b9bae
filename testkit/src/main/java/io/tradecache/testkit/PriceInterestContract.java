package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.PriceInterest;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link PriceInterest} promises, among nodes whose terms the tests let end. */
@DisplayName("The interest in prices")
public interface PriceInterestContract {

    /** A symbol that somebody wants. */
    Symbol APPLE = new Symbol("AAPL");

    /** Another one. */
    Symbol BERKSHIRE = new Symbol("BRK.B");

    /** The interest as a node sees it. Nobody has wanted anything yet. */
    PriceInterest of(String node);

    /** Lets the word of all nodes lapse. */
    void endTerms();

    @Test
    default void nobodyWantsAnythingAtFirst() {
        assertThat(of("london").all()).isEmpty();
    }

    @Test
    default void everyNodeSeesWhatAnyNodeWants() {
        of("london").want(Set.of(APPLE));
        of("new-york").want(Set.of(APPLE, BERKSHIRE));

        assertThat(of("london").all()).containsExactlyInAnyOrder(APPLE, BERKSHIRE);
        assertThat(of("new-york").all()).containsExactlyInAnyOrder(APPLE, BERKSHIRE);
    }

    @Test
    default void whatANodeWantsTakesThePlaceOfWhatItWanted() {
        of("london").want(Set.of(APPLE));
        of("london").want(Set.of(BERKSHIRE));

        assertThat(of("new-york").all()).containsExactly(BERKSHIRE);
    }

    @Test
    default void aNodeThatWantsNothingMoreIsNotHeldToItsWord() {
        of("london").want(Set.of(APPLE));
        of("london").want(Set.of());

        assertThat(of("london").all()).isEmpty();
    }

    @Test
    default void theWordOfANodeThatFellSilentLapses() {
        of("london").want(Set.of(APPLE));
        endTerms();
        of("new-york").want(Set.of(BERKSHIRE));

        assertThat(of("new-york").all()).containsExactly(BERKSHIRE);
    }
}
