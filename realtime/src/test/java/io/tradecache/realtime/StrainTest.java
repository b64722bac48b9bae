package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** With more to do than can be done, all clients are served less often, and all alike. */
class StrainTest {

    private static final Duration LATE = Duration.ofMillis(51);

    private final Desk desk = new Desk();
    private final Strain strain = new Strain(desk.wheel, desk.settings.interval(), desk);
    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final Client client = desk.plain(outbound);

    @Test
    void intervalsAreDoubledTwiceAtMost() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}");
        desk.publish("AAPL", "1");
        assertThat(framesInTwoSeconds()).isEqualTo(8);

        seconds(2, LATE);
        assertThat(desk.count("factor")).isEqualTo(2);
        assertThat(framesInTwoSeconds()).isEqualTo(4);
        seconds(6, LATE);

        assertThat(desk.count("factor")).isEqualTo(4);
        assertThat(framesInTwoSeconds()).isEqualTo(2);
    }

    @Test
    void aBriefPauseIsNoStrain() {
        strain.turned(Duration.ofSeconds(1));
        seconds(1, Duration.ofMillis(49));
        seconds(1, LATE);
        seconds(1, Duration.ofMillis(49));
        seconds(1, LATE);

        assertThat(desk.counts).doesNotContainKey("factor");
    }

    @Test
    void whenItIsCalmTheyAreAsWasAskedForAgain() {
        seconds(4, LATE);

        seconds(9, Duration.ZERO);
        assertThat(desk.count("factor")).isEqualTo(4);
        seconds(1, Duration.ZERO);
        assertThat(desk.count("factor")).isEqualTo(2);
        seconds(10, Duration.ZERO);

        assertThat(desk.count("factor")).isEqualTo(1);
    }

    @Test
    void whatWasTooEarlyIsTriedAgainLater() {
        seconds(2, LATE);
        seconds(10, Duration.ZERO);
        seconds(2, LATE);

        seconds(19, Duration.ZERO);
        assertThat(desk.count("factor")).isEqualTo(2);
        seconds(1, Duration.ZERO);

        assertThat(desk.count("factor")).isEqualTo(1);
    }

    @Test
    void noIntervalIsLongerThanTheLongest() {
        client.heard("{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"],\"interval_ms\":5000}");
        seconds(4, LATE);
        desk.pass(Duration.ofSeconds(5));
        outbound.texts();

        desk.publish("AAPL", "1");
        desk.pass(Duration.ofSeconds(5));

        assertThat(outbound.texts()).hasSize(1);
    }

    private int framesInTwoSeconds() {
        desk.pass(Duration.ofSeconds(2));
        outbound.texts();
        int frames = 0;
        for (int tick = 0; tick < 200; tick++) {
            desk.publish("AAPL", Integer.toString(tick + 1));
            desk.pass(Wheel.STEP);
            frames += outbound.texts().size();
        }
        return frames;
    }

    private void seconds(int seconds, Duration lag) {
        for (int turn = 0; turn < 100 * seconds; turn++) {
            strain.turned(lag);
        }
    }
}
