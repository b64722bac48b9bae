package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client may vanish without a word, and its messages vanish in the network for minutes. */
class DeadClientTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.batching(outbound);

    @Test
    void whoAnswersPingsMayBeSilent() {
        desk.pass(Duration.ofMinutes(10));

        assertThat(outbound.closedWith()).isZero();
        assertThat(outbound.pings()).isBetween(38, 40);
    }

    @Test
    void whoDoesNotIsHungUpOnAlthoughMessagesCanBeSent() {
        outbound.fallSilent();
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        for (int second = 0; second < 44; second++) {
            desk.publish("AAPL", Integer.toString(100 + second));
            desk.pass(Duration.ofSeconds(1));
        }
        assertThat(outbound.closedWith()).isZero();
        assertThat(outbound.pings()).isEqualTo(2);

        desk.pass(Duration.ofMillis(1_500));

        assertThat(outbound.closedWith()).isEqualTo(CloseCode.DEAD);
        assertThat(desk.count("websocket_batch dropped as dead")).isEqualTo(1);
        assertThat(desk.hub.topics()).isZero();
    }

    @Test
    void whoDoesNotAnswerTheGoodbyeIsCutOff() {
        outbound.fallSilent();
        desk.pass(Duration.ofSeconds(46));
        assertThat(outbound.isAborted()).isFalse();

        desk.pass(Duration.ofSeconds(10));

        assertThat(outbound.isAborted()).isTrue();
    }

    @Test
    void whoAnswersTheGoodbyeIsCountedOnceWithOurCode() {
        outbound.fallSilent();
        desk.pass(Duration.ofSeconds(46));

        client.gone(1005);
        client.gone(1006);
        desk.pass(Duration.ofSeconds(11));

        assertThat(outbound.isAborted()).isFalse();
        assertThat(desk.count("websocket_batch closed 4000")).isEqualTo(1);
        assertThat(desk.count("websocket_batch")).isZero();
    }
}
