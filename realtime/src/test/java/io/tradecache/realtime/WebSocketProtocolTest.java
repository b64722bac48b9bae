package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tradecache.realtime.RawSocket.Frame;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may and may not do to the protocol, over real sockets. */
class WebSocketProtocolTest {

    private static final String SUBSCRIBE = "{\"action\":\"subscribe\",\"symbols\":[\"AAPL\"]}";

    private final Desk desk = new Desk();
    private final ServedDesk served = ServedDesk.start(desk);
    private RawSocket socket;

    @BeforeEach
    void connect() throws IOException {
        desk.publish("AAPL", "151");
        socket = new RawSocket(served.port());
    }

    @AfterEach
    void leave() throws IOException {
        socket.close();
        await().until(() -> desk.count("websocket") == 0 && desk.count("websocket_batch") == 0);
        served.close();
    }

    @Test
    void aMessageMayComeInPiecesWithAPingBetween() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.TEXT, SUBSCRIBE.substring(0, 10));
        socket.send(RawSocket.FIN | RawSocket.PING, "are you there");
        socket.send(RawSocket.FIN | RawSocket.CONTINUATION, SUBSCRIBE.substring(10));

        Frame pong = socket.receive();
        assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
        assertThat(pong.text()).isEqualTo("are you there");
        assertThat(socket.receive().text()).contains("\"type\":\"snapshot\"", "\"symbol\":\"AAPL\"");
    }

    @Test
    void textThatIsNoUtf8IsRefused() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | RawSocket.TEXT, new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThat(socket.receive().closeCode()).isEqualTo(1007);
    }

    @Test
    void aFrameWithoutAMaskIsRefused() throws IOException {
        socket.upgrade();

        socket.sendUnmasked(RawSocket.FIN | RawSocket.TEXT, "{}");

        assertThat(socket.receive().closeCode()).isEqualTo(1002);
    }

    @Test
    void aReservedBitIsRefused() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | 0x40 | RawSocket.TEXT, "{}");

        assertThat(socket.receive().closeCode()).isEqualTo(1002);
    }

    @Test
    void aMessageThatIsTooLongIsRefused() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | RawSocket.TEXT, " ".repeat(desk.settings.longestMessage() + 1));

        assertThat(socket.receive().text()).contains("\"type\":\"error\"", "message_too_long");
        assertThat(socket.receive().closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageThatIsTooLongInAllIsRefusedToo() throws IOException {
        socket.upgrade();
        String half = " ".repeat(desk.settings.longestMessage() / 2 + 1);

        socket.send(RawSocket.TEXT, half);
        socket.send(RawSocket.FIN | RawSocket.CONTINUATION, half);

        assertThat(socket.receive().text()).contains("message_too_long");
        assertThat(socket.receive().closeCode()).isEqualTo(1009);
    }

    @Test
    void aMessageThatIsFarTooLongIsNotReadToItsEnd() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | RawSocket.TEXT, " ".repeat(3 * desk.settings.longestMessage() + 1));

        assertThat(socket.receive().closeCode()).isEqualTo(1009);
    }

    @Test
    void aClientOfBatchesIsWelcomedWithWhatItMustKnow() throws IOException {
        socket.upgrade("Sec-WebSocket-Protocol: tradecache.v1");

        assertThat(socket.receive().text()).isEqualTo("""
                {"type":"welcome","server_time":"2026-03-09T14:30:00.001Z","epoch":"7","heartbeat_ms":15000,\
                "interval_ms":250,"limits":{"symbols":200,"message_bytes":16384,"messages_per_second":20}}""");
    }

    @Test
    void aBinaryMessageIsAnsweredWithAnErrorAndTheConnectionStays() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | RawSocket.BINARY, "{}");
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);

        assertThat(socket.receive().text()).contains("\"type\":\"error\"");
        assertThat(socket.receive().text()).contains("\"type\":\"snapshot\"");
    }

    @Test
    void aPriceIsToldAgainWhenItHasBecomeOld() throws IOException {
        socket.upgrade();
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);
        assertThat(socket.receive().text()).contains("\"freshness\":\"LIVE\"");

        desk.clock.advance(Duration.ofSeconds(31));

        assertThat(socket.receive().text()).contains("\"type\":\"price\"", "\"freshness\":\"STALE\"");
    }

    @Test
    void aCloseIsAnsweredWithTheSameCode() throws IOException {
        socket.upgrade();

        socket.send(RawSocket.FIN | RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});

        assertThat(socket.receive().closeCode()).isEqualTo(1000);
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void noExtensionIsAgreedToAndNoProtocolButOurs() throws IOException {
        String plain = socket.upgrade("Sec-WebSocket-Extensions: permessage-deflate", "Sec-WebSocket-Protocol: chat");

        assertThat(plain)
                .startsWith("HTTP/1.1 101")
                .doesNotContain("Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol");
        try (RawSocket other = new RawSocket(served.port())) {
            assertThat(other.upgrade("Sec-WebSocket-Protocol: chat, tradecache.v1"))
                    .contains("Sec-WebSocket-Protocol: tradecache.v1\r\n");
        }
    }

    @Test
    void aForeignSiteIsRefusedAndOursIsNot() throws IOException {
        assertThat(socket.upgrade("Origin: https://elsewhere.example")).startsWith("HTTP/1.1 403");
        try (RawSocket same = new RawSocket(served.port())) {
            assertThat(same.upgrade("Origin: http://127.0.0.1:" + served.port()))
                    .startsWith("HTTP/1.1 101");
        }
    }
}
