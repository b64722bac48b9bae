package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.testkit.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is told of a price that is older than what the same node answers to who asks it. */
class NewestOfNodeTest {

    private static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}";
    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();

    @Test
    void aPriceThatThisNodeHasReadTakesThePlaceOfAnOlderTick() {
        desk.publish("AAPL", "151");
        desk.clock.advance(Duration.ofMinutes(10));
        desk.feed.state(Samples.AAPL, new BigDecimal("155"));
        desk.tradecache.prices().quote(Samples.AAPL, Demand.RELOAD);

        desk.batching(outbound).heard(SUBSCRIBE);

        assertThat(prices()).containsExactly("snapshot 155 epoch 7 seq 1 LIVE");
    }

    @Test
    void theFirstListenerHasItLookedUp() {
        desk.publish("AAPL", "151");
        desk.clock.advance(Duration.ofMinutes(10));
        desk.feed.state(Samples.AAPL, new BigDecimal("155"));

        desk.batching(outbound).heard(SUBSCRIBE);
        desk.pass(INTERVAL);

        assertThat(prices()).containsExactly("snapshot 151 epoch 7 seq 1 OUTDATED", "snapshot 155 epoch 7 seq 1 LIVE");
    }

    @Test
    void whoHasAnOlderOneIsToldWhenAnotherComes() {
        desk.plain(outbound).heard(SUBSCRIBE);
        desk.publish("AAPL", "151");
        desk.pass(INTERVAL);
        outbound.received();
        desk.feed.state(Samples.AAPL, new BigDecimal("155"));
        desk.tradecache.prices().quote(Samples.AAPL, Demand.RELOAD);

        desk.batching(new InMemoryOutbound()).heard(SUBSCRIBE);
        desk.pass(INTERVAL);

        assertThat(prices()).containsExactly("price 155 epoch 7 seq 1 LIVE");
    }

    @Test
    void noPriceGoesBackAndTheNumbersGoOn() {
        desk.publish("AAPL", "151");
        desk.clock.advance(Duration.ofSeconds(10));
        desk.feed.state(Samples.AAPL, new BigDecimal("155"));
        desk.batching(outbound).heard(SUBSCRIBE);
        desk.pass(INTERVAL);
        outbound.received();

        desk.delay = Duration.ofSeconds(5);
        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        assertThat(prices()).as("stated before what is known").isEmpty();
        desk.delay = Duration.ZERO;
        desk.publish("AAPL", "156");
        desk.pass(INTERVAL);

        assertThat(prices()).containsExactly("prices 156 epoch  seq 3 ");
    }

    private List<String> prices() {
        return outbound.received().stream()
                .filter(frame -> frame.has("prices") || frame.has("price"))
                .map(NewestOfNodeTest::told)
                .toList();
    }

    private static String told(JsonNode frame) {
        JsonNode price = frame.has("prices") ? frame.path("prices").get(0) : frame;
        return String.join(
                " ",
                frame.path("type").asText(),
                price.path("price").asText(),
                "epoch",
                price.path("epoch").asText(),
                "seq",
                price.path("seq").asText(),
                price.path("freshness").asText());
    }
}
