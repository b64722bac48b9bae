package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.testkit.Samples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainClientTest {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.plain(outbound);

    @Test
    void aSubscriptionIsAnsweredWithWhatIsKnown() {
        desk.publish("AAPL", "151.5");

        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"GOOGL\"]}");

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0)).hasToString("""
                {"type":"snapshot","symbol":"AAPL","price":151.5,"previous_close":150,"change":1.5,"change_pct":1.0,\
                "volume":1000,"as_of":"2026-03-09T14:30:00.001Z","received_at":"2026-03-09T14:30:00.001Z","seq":1,\
                "epoch":"7","source":"manual","market_state":"OPEN","freshness":"LIVE"}""");
    }

    @Test
    void aPriceThatWasNotPublishedIsReadForTheFirstAnswer() {
        desk.feed.state(Samples.AAPL, new BigDecimal("149"));

        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");

        JsonNode snapshot = outbound.received().get(0);
        assertThat(snapshot.path("price").decimalValue()).isEqualByComparingTo("149");
        assertThat(snapshot.path("seq").asLong()).isZero();
        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        assertThat(outbound.received())
                .extracting(frame -> frame.path("type").asText())
                .containsExactly("price");
    }

    @Test
    void onlyTheNewestOfSeveralPricesIsSentInAnInterval() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        desk.publish("AAPL", "151");
        desk.pass(INTERVAL);
        outbound.received();

        desk.publish("AAPL", "152");
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("price").asInt()).isEqualTo(153);
        assertThat(frames.get(0).path("seq").asInt()).isEqualTo(3);
    }

    @Test
    void whoHasUnsubscribedIsSentNothing() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");

        client.heard("{\"action\":\"unsubscribe\",\"symbols\":[\"AAPL\"]}");
        desk.publish("AAPL", "151");
        desk.pass(INTERVAL);

        assertThat(outbound.received()).isEmpty();
        assertThat(desk.hub.topics()).isZero();
    }

    @Test
    void aSymbolIsWantedAsLongAsSomebodyListens() {
        Client other = desk.plain(new InMemoryOutbound());
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        other.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");

        client.gone(1000);
        assertThat(desk.hub.topics()).isEqualTo(1);
        other.gone(1000);

        assertThat(desk.hub.topics()).isZero();
        assertThat(desk.count("websocket")).isZero();
    }

    @Test
    void whatIsWrongIsAnsweredAndTheConnectionStays() {
        String many =
                IntStream.rangeClosed(1, 201).mapToObj(n -> "\"S" + n + "\"").collect(Collectors.joining(","));
        List.of(
                        "{",
                        "[]",
                        "null",
                        "{\"action\":\"dance\"}",
                        "{\"action\":\"subscribe\"}",
                        "{\"action\":\"subscribe\",\"symbols\":[\"not a symbol\",null]}",
                        "{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"],\"interval_ms\":99}",
                        "{\"action\":\"subscribe\",\"symbols\":[" + many + "]}")
                .forEach(client::heard);

        assertThat(outbound.received())
                .extracting(frame ->
                        frame.path("type").asText() + " " + frame.path("code").asText())
                .containsExactly(
                        "error malformed_json",
                        "error malformed_json",
                        "error unknown_action",
                        "error unknown_action",
                        "error invalid_symbol",
                        "error invalid_symbol",
                        "error invalid_interval",
                        "error too_many_symbols");
        assertThat(desk.hub.topics()).isEqualTo(200);
    }

    @Test
    void aPlainClientIsPingedWhereOthersSeeAHeartbeat() {
        desk.pass(Duration.ofSeconds(16));

        assertThat(outbound.pings()).isEqualTo(1);
        assertThat(outbound.received()).isEmpty();
    }

    @Test
    void whoSaysTooMuchIsToldOnceAndHungUpOnInTheEnd() {
        IntStream.range(0, 100).forEach(n -> client.heard("{\"action\":\"ping\"}"));

        assertThat(outbound.received())
                .extracting(frame -> frame.path("code").asText())
                .containsExactly("rate_limited");
        IntStream.range(0, 101).forEach(n -> client.heard("{\"action\":\"ping\"}"));
        assertThat(outbound.closedWith()).isEqualTo(CloseCode.FLOOD);
        assertThat(desk.count("websocket dropped as flood")).isEqualTo(1);
    }

    @Test
    void binaryMessagesCountAsAllDo() {
        IntStream.range(0, 200).forEach(n -> client.heardBinary(2));

        assertThat(outbound.received())
                .extracting(frame -> frame.path("code").asText())
                .hasSize(21)
                .startsWith("malformed_json")
                .endsWith("malformed_json", "rate_limited");
        assertThat(desk.count("websocket received")).isEqualTo(20);
        assertThat(desk.count("websocket refused")).isEqualTo(180);
        client.heardBinary(2);
        assertThat(outbound.closedWith()).isEqualTo(CloseCode.FLOOD);
    }
}
