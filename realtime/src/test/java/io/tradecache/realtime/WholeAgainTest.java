package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What does not come with each change is told again when it is no longer as a client knows it. */
class WholeAgainTest {

    private static final Duration INTERVAL = Duration.ofMillis(250);

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.batching(outbound);

    @BeforeEach
    void know() {
        desk.publish("AAPL", "151");
        desk.publish("MSFT", "402");
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"MSFT\"]}");
        outbound.received();
    }

    @Test
    void aNewEpochComesWithASnapshotAndThenPricesGoOn() {
        desk.publish("AAPL", "152");
        desk.pass(INTERVAL);
        desk.changeLeader();
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);
        desk.publish("AAPL", "154");
        desk.pass(INTERVAL);

        List<JsonNode> frames = outbound.received();
        assertThat(frames)
                .extracting(frame -> frame.path("type").asText())
                .containsExactly("prices", "snapshot", "prices");
        assertThat(price(frames.get(1)).path("epoch").asText()).isEqualTo("8");
        assertThat(price(frames.get(1)).path("seq").asLong()).isEqualTo(1);
        assertThat(price(frames.get(2)).path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void whoSkippedTheFirstPriceOfAnEpochIsToldOfItWithTheNext() {
        desk.changeLeader();
        desk.publish("AAPL", "153");
        desk.publish("AAPL", "154");
        desk.pass(INTERVAL);

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("type").asText()).isEqualTo("snapshot");
        assertThat(price(frames.get(0)).path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void aNewPreviousCloseIsToldWithTheChangeThatIsAgainstIt() {
        desk.previousClose = new BigDecimal("151");
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        JsonNode frame = outbound.received().get(0);
        assertThat(frame.path("type").asText()).isEqualTo("snapshot");
        assertThat(price(frame).path("previous_close").asInt()).isEqualTo(151);
        assertThat(price(frame).path("change").asInt()).isEqualTo(2);
    }

    @Test
    void anotherSourceIsTold() {
        desk.source = "finnhub";
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        assertThat(price(outbound.received().get(0)).path("source").asText()).isEqualTo("finnhub");
    }

    @Test
    void thereIsOneFrameAnIntervalAlthoughOnlySomeOfItIsToldAgain() {
        desk.publish("MSFT", "403");
        desk.changeLeader();
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("prices"))
                .extracting(price ->
                        price.path("symbol").asText() + price.path("epoch").asText())
                .containsExactlyInAnyOrder("AAPL8", "MSFT7");
    }

    @Test
    void aCloseThatIsOnlyWrittenOtherwiseIsNotTold() {
        desk.previousClose = new BigDecimal("150.00");
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        assertThat(outbound.received())
                .extracting(frame -> frame.path("type").asText())
                .containsExactly("prices");
    }

    @Test
    void numbersGoOnWhereTheNodeHasForgottenThem() {
        IntStream.range(0, 5).forEach(n -> desk.publish("AAPL", "153"));
        desk.pass(INTERVAL);
        outbound.received();

        IntStream.range(0, 10_000).forEach(n -> desk.publish("S" + n, "1"));
        desk.forgetNumbers();
        desk.publish("AAPL", "154");
        desk.pass(INTERVAL);
        desk.publish("AAPL", "155");
        desk.pass(INTERVAL);

        assertThat(outbound.received())
                .extracting(frame -> price(frame).path("price").asText()
                        + " "
                        + price(frame).path("seq").asText())
                .containsExactly("154 7", "155 8");
    }

    @Test
    void aPlainClientIsSentAPriceAsAlways() {
        InMemoryOutbound plain = new InMemoryOutbound();
        desk.plain(plain).heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        plain.received();

        desk.changeLeader();
        desk.publish("AAPL", "153");
        desk.pass(INTERVAL);

        List<JsonNode> frames = plain.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("type").asText()).isEqualTo("price");
        assertThat(frames.get(0).path("epoch").asText()).isEqualTo("8");
    }

    private static JsonNode price(JsonNode frame) {
        return frame.path("prices").get(0);
    }
}
