package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.realtime.RawSocket.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients that are asked whether they are there, so seldom that a busy machine has time to answer. */
class PingsTest extends OverSockets {

    private static final RealTimeSettings HASTY = new RealTimeSettings(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            200,
            16 << 10,
            20,
            5,
            Set.of());

    PingsTest() {
        super(HASTY, StreamAccess.open());
    }

    @Test
    void whoAnswersNoPingIsHungUpOn() throws IOException {
        RawSocket socket = connected();

        Frame frame = socket.receive();
        int pings = 0;
        while (frame.opcode() == RawSocket.PING) {
            pings++;
            frame = socket.receive();
        }

        assertThat(pings).isEqualTo(2);
        assertThat(frame.closeCode()).isEqualTo(CloseCode.DEAD);
        await().until(() -> desk.count("websocket dropped as dead") == 1);
    }

    @Test
    void whoAnswersPingsStays() throws IOException {
        RawSocket socket = connected();

        for (int ping = 0; ping < 6; ping++) {
            assertThat(socket.receive().opcode()).isEqualTo(RawSocket.PING);
            socket.send(RawSocket.FIN | RawSocket.PONG, "");
        }

        assertThat(desk.count("websocket")).isEqualTo(1);
    }
}
