package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who sends more at a time than is taken is told so before the connection is closed. */
class TooLongMessageTest {

    private static final int MOST = 16 << 10;

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.plain(outbound);

    @Test
    void aTextIsMeasuredInBytes() {
        client.heard("\"" + "é".repeat(MOST / 2 - 1) + "\"");
        assertThat(outbound.closedWith()).isZero();
        outbound.received();

        client.heard("\"" + "é".repeat(MOST / 2) + "\"");

        assertToldAndSentAway();
    }

    @Test
    void aMessageThatIsNoTextIsMeasuredToo() {
        client.heardBinary(MOST + 1);

        assertToldAndSentAway();
    }

    @Test
    void whoHasAMessageOnItsWayIsToldAllTheSame() {
        desk.publish("AAPL", "151");
        outbound.hesitate();
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        assertThat(outbound.received()).hasSize(1);

        client.heard(" ".repeat(MOST + 1));

        assertToldAndSentAway();
        outbound.take();
        outbound.take();
        assertThat(desk.count("websocket sent")).isEqualTo(2);
    }

    private void assertToldAndSentAway() {
        List<JsonNode> frames = outbound.received();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).path("type").asText()).isEqualTo("error");
        assertThat(frames.get(0).path("code").asText()).isEqualTo("message_too_long");
        assertThat(frames.get(0).path("message").asText()).contains("16384");
        assertThat(outbound.closedWith()).isEqualTo(1009);
        assertThat(desk.count("websocket refused")).isEqualTo(1);
        assertThat(desk.hub.sessions()).isEmpty();
    }
}
