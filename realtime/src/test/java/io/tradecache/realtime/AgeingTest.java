package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.rules.calendar.NyseCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever listens is told when a price has become too old to act on, although no other came. */
class AgeingTest {

    private static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}";
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();

    @Test
    void aPriceThatNoOtherFollowsIsToldAgainAsStaleAndAsOutdated() {
        desk.publish("AAPL", "151");
        desk.batching(outbound).heard(SUBSCRIBE);
        outbound.received();

        desk.pass(Duration.ofSeconds(30));
        assertThat(prices()).as("still fresh").isEmpty();
        desk.pass(Duration.ofMillis(1_250));
        assertThat(prices()).containsExactly("snapshot 151 1 STALE");
        desk.pass(Duration.ofMinutes(4));
        assertThat(prices()).as("still stale").isEmpty();
        desk.pass(Duration.ofMinutes(10));

        assertThat(prices()).containsExactly("snapshot 151 1 OUTDATED");
    }

    @Test
    void whatAClientWasSentAsAChangeIsToldOfToo() {
        desk.batching(outbound).heard(SUBSCRIBE);
        desk.publish("AAPL", "151");
        desk.pass(INTERVAL);
        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        outbound.received();

        desk.pass(Duration.ofSeconds(32));

        assertThat(prices()).containsExactly("snapshot 152 2 STALE");
    }

    @Test
    void aPlainClientIsSentThePriceAgain() {
        desk.publish("AAPL", "151");
        desk.plain(outbound).heard(SUBSCRIBE);
        outbound.received();

        desk.pass(Duration.ofSeconds(32));

        assertThat(prices()).containsExactly("price 151 1 STALE");
    }

    @Test
    void thePriceThatFollowsIsToldWithItsFreshness() {
        desk.publish("AAPL", "151");
        desk.batching(outbound).heard(SUBSCRIBE);
        desk.pass(Duration.ofSeconds(32));
        outbound.received();

        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        assertThat(prices()).containsExactly("snapshot 152 2 LIVE", "prices 153 3 ");
    }

    @Test
    void pricesThatAreOldWhenTheyComeAreNotTakenForFresh() {
        desk.delay = Duration.ofMinutes(15);
        desk.batching(outbound).heard(SUBSCRIBE);
        desk.publish("AAPL", "151");
        desk.pass(INTERVAL);
        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        desk.pass(Duration.ofSeconds(5));

        assertThat(prices()).containsExactly("snapshot 151 1 OUTDATED", "snapshot 152 2 OUTDATED");
    }

    @Test
    void whoComesAfterwardsIsToldOnce() {
        desk.publish("AAPL", "151");
        desk.clock.advance(Duration.ofMinutes(1));
        desk.batching(outbound).heard(SUBSCRIBE);

        desk.pass(Duration.ofSeconds(5));

        assertThat(prices()).containsExactly("snapshot 151 1 STALE");
    }

    @Test
    void whatWasWrittenAMomentBeforeIsNotToldAgain() {
        desk.publish("AAPL", "151");
        Session session = desk.session(outbound, desk.batches);
        desk.client(session).heard(SUBSCRIBE);
        desk.clock.advance(Duration.ofMillis(29_990));
        desk.batching(new InMemoryOutbound()).heard(SUBSCRIBE);
        outbound.received();

        desk.clock.advance(Duration.ofMillis(20));
        desk.hub.judge();
        session.visit();

        assertThat(prices()).containsExactly("snapshot 151 1 STALE");
    }

    @Test
    void theLastPriceOfASessionIsFreshUntilTheNextOne() {
        desk = new Desk(RealTimeSettings.shipped(), NyseCalendar.at(Instant.parse("2026-03-09T19:58:00Z")));
        desk.clock.set("2026-03-09T19:58:00Z");
        desk.publish("AAPL", "151");
        desk.batching(outbound).heard(SUBSCRIBE);
        desk.pass(Duration.ofSeconds(90));
        assertThat(prices()).containsExactly("snapshot 151 1 LIVE", "snapshot 151 1 STALE");

        desk.pass(Duration.ofMinutes(2));
        assertThat(prices()).containsExactly("snapshot 151 1 FRESH");
        desk.pass(Duration.ofMinutes(10));
        assertThat(prices()).isEmpty();
        desk.clock.set("2026-03-10T13:30:00Z");
        desk.pass(Duration.ofMillis(1_250));

        assertThat(prices()).containsExactly("snapshot 151 1 OUTDATED");
    }

    /** What came of prices since the last call: the type of the frame, the price, its number and freshness. */
    private List<String> prices() {
        return outbound.received().stream()
                .filter(frame -> Set.of("snapshot", "prices", "price")
                        .contains(frame.path("type").asText()))
                .map(AgeingTest::told)
                .toList();
    }

    private static String told(JsonNode frame) {
        JsonNode price = frame.has("prices") ? frame.path("prices").get(0) : frame;
        return String.join(
                " ",
                frame.path("type").asText(),
                price.path("price").asText(),
                price.path("seq").asText(),
                price.path("freshness").asText());
    }
}
