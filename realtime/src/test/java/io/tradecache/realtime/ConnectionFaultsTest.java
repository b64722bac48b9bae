package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.realtime.RawSocket.Frame;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Connections that end as they should not, and clients that ask too much. */
class ConnectionFaultsTest extends OverSockets {

    /** Whoever says nothing for a while is not dead yet: that is another matter than these. */
    private static final RealTimeSettings HASTY = new RealTimeSettings(
            Duration.ofMillis(100),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            200,
            16 << 10,
            20,
            5,
            Set.of());

    ConnectionFaultsTest() {
        super(HASTY, StreamAccess.open());
    }

    @Test
    void aResetInTheMiddleOfAFrameIsNoticed() throws IOException {
        RawSocket socket = connected();
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);
        socket.receive();

        socket.write(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10});
        socket.reset();

        await().until(() -> desk.count("websocket closed 1006") == 1);
    }

    @Test
    void anEndInTheMiddleOfAFrameIsNoticed() throws IOException {
        RawSocket socket = connected();
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);
        socket.receive();

        socket.write(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10});
        socket.shutDownOutput();

        await().until(() -> desk.count("websocket") == 0);
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void whoSaysNothingMoreIsGone() throws IOException {
        RawSocket socket = connected();
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);
        socket.receive();

        socket.shutDownOutput();

        await().until(() -> desk.count("websocket") == 0);
        assertThat(served.topics()).isZero();
    }

    @Test
    void aFloodOfSubscriptionsIsRefusedAndEndsWithItsCode() throws IOException {
        RawSocket socket = connected();

        socket.sendAtOnce(201, "{\"action\":\"subscribe\",\"symbols\":[\"NONE\"]}");

        Frame frame = socket.receive();
        assertThat(frame.text()).contains("rate_limited");
        while (frame.opcode() != RawSocket.CLOSE) {
            frame = socket.receive();
        }
        assertThat(frame.closeCode()).isEqualTo(CloseCode.FLOOD);
        await().until(() -> desk.count("websocket dropped as flood") == 1);
    }

    @Test
    void whoDoesNotAnswerTheGoodbyeIsCutOff() throws IOException {
        RawSocket socket = connected();

        socket.sendAtOnce(201, "{}");

        await().until(() -> served.connections() == 0);
        await().until(() -> desk.count("websocket closed 4009") == 1);
    }

    @Test
    void whoReadsNothingIsDroppedAndCountedWithItsCode() throws IOException {
        RawSocket slow = RawSocket.withSmallBuffer(served.port());
        slow.upgrade("Sec-WebSocket-Protocol: tradecache.v1");
        StringBuilder symbols = new StringBuilder("\"AAPL\"");
        for (int symbol = 0; symbol < 199; symbol++) {
            symbols.append(",\"S").append(symbol).append('"');
        }
        slow.send(RawSocket.FIN | RawSocket.TEXT, "{\"action\":\"subscribe\",\"symbols\":[" + symbols + "]}");
        await().until(() -> served.topics() == 200);

        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            for (int symbol = 0; symbol < 199; symbol++) {
                desk.publish("S" + symbol, Integer.toString(1 + desk.count("websocket_batch sent")));
            }
            return desk.count("websocket_batch dropped as slow") == 1;
        });

        await().until(() -> desk.count("websocket_batch closed 4008") == 1);
        slow.close();
    }

    @Test
    void aNodeThatStopsSendsItsClientsAway() throws IOException {
        RawSocket socket = connected();

        served.stopStreams();

        assertThat(socket.receive().closeCode()).isEqualTo(CloseCode.RESTART);
        assertThat(socket().upgrade()).startsWith("HTTP/1.1 503");
        assertThat(desk.count("rejected as stopping")).isEqualTo(1);
    }
}
