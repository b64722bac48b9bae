package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlowClientTest {

    private final Desk desk = new Desk();
    private final InMemoryOutbound slow = new InMemoryOutbound();
    private final InMemoryOutbound quick = new InMemoryOutbound();
    private final Client client = desk.plain(slow);

    @Test
    void aSlowClientHasOneMessageOnItsWayAndDisturbsNobody() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\",\"MSFT\"]}");
        desk.plain(quick).heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        slow.hesitate();

        for (int second = 1; second <= 5; second++) {
            desk.publish("AAPL", Integer.toString(second));
            desk.publish("MSFT", Integer.toString(second));
            desk.pass(Duration.ofSeconds(1));
        }

        assertThat(slow.texts()).hasSize(1);
        assertThat(quick.texts()).hasSize(5);
        slow.take();
        slow.take();
        assertThat(slow.received())
                .extracting(frame ->
                        frame.path("symbol").asText() + frame.path("price").asText())
                .containsExactly("MSFT5", "AAPL5");
    }

    @Test
    void whoTakesNothingForTenSecondsIsDropped() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        slow.hesitate();
        desk.publish("AAPL", "1");
        desk.pass(Duration.ofMillis(9_900));
        assertThat(slow.isAborted()).isFalse();

        desk.pass(Duration.ofMillis(600));

        assertThat(slow.isAborted()).isTrue();
        assertThat(desk.count("websocket dropped as slow")).isEqualTo(1);
        assertThat(desk.count("websocket")).isZero();
        assertThat(desk.hub.topics()).isZero();
    }

    @Test
    void whoAsksWithoutReadingIsDropped() {
        slow.hesitate();
        IntStream.range(0, Outbox.MOST_WAITING + 1).forEach(n -> client.heard("?"));
        assertThat(slow.isAborted()).isFalse();

        client.heard("?");

        assertThat(slow.isAborted()).isTrue();
    }

    @Test
    void aConnectionThatBreaksIsForgotten() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        slow.hesitate();
        desk.publish("AAPL", "1");
        desk.pass(Duration.ofMillis(250));

        slow.fail();

        assertThat(desk.hub.sessions()).isEmpty();
        assertThat(desk.count("websocket lost")).isEqualTo(1);
    }
}
