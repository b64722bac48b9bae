package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchClientTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.batching(outbound);

    @Test
    void aSubscriptionIsAcknowledgedThenAnsweredInOneFrame() {
        desk.publish("AAPL", "151");
        desk.publish("MSFT", "402");

        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"aapl\",\"MSFT\",\"a b\"],\"interval_ms\":1000}");

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(2);
        assertThat(frames.get(0)).hasToString("""
                {"type":"ack","symbols":["AAPL","MSFT"],"interval_ms":1000,\
                "rejected":[{"symbol":"a b","code":"invalid_symbol"}]}""");
        assertThat(frames.get(1).path("type").asText()).isEqualTo("snapshot");
        assertThat(frames.get(1).path("prices")).hasSize(2);
        assertThat(frames.get(1).path("prices").get(0).has("freshness")).isTrue();
    }

    @Test
    void allThatChangedGoesInOneFrameOfAnInterval() {
        desk.publish("AAPL", "151");
        desk.publish("MSFT", "402");
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"MSFT\"],\"interval_ms\":1000}");
        desk.pass(Duration.ofSeconds(1));
        outbound.received();

        desk.publish("AAPL", "152");
        desk.publish("MSFT", "403");
        desk.pass(Duration.ofSeconds(1));

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("prices").get(0)).hasToString("""
                {"symbol":"AAPL","price":152,"change":2,"change_pct":1.3333,"volume":1000,\
                "as_of":"2026-03-09T14:30:01.003Z","seq":2}""");
        assertThat(Duration.between(Instant.parse(frames.get(0).path("sent_at").asText()), desk.clock.instant()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void theMomentOfAFrameIsWrittenWithSixDecimals() {
        SentAt sentAt = new SentAt();

        for (String moment :
                List.of("2026-03-09T14:30:01.003004Z", "2026-03-09T14:30:01.000000Z", "2027-01-01T00:00:00.999999Z")) {
            assertThat(sentAt.text(Instant.parse(moment))).asString().isEqualTo(moment);
        }
    }

    @Test
    void anotherRhythmHoldsFromThenOn() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"],\"interval_ms\":5000}");
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"],\"interval_ms\":100}");
        desk.publish("AAPL", "1");
        desk.pass(Duration.ofMillis(100));
        outbound.received();

        int frames = 0;
        for (int tick = 2; tick < 12; tick++) {
            desk.publish("AAPL", Integer.toString(tick));
            desk.pass(Duration.ofMillis(100));
            frames += outbound.received().size();
        }

        assertThat(frames).isEqualTo(10);
    }

    @Test
    void aPingIsAnsweredAndAQuietConnectionHasAHeartbeat() {
        client.heard("{\"action\":\"ping\"}");
        desk.pass(Duration.ofSeconds(31));

        assertThat(outbound.received())
                .extracting(frame -> frame.path("type").asText())
                .containsExactly("pong", "heartbeat", "heartbeat");
        assertThat(outbound.pings()).isEqualTo(2);
    }
}
