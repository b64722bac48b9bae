package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for a WebSocket that are not as they must be. */
class HandshakeFaultsTest extends OverSockets {

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("an unknown version", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 12", 426),
                arguments("no version", "Sec-WebSocket-Version: 13\r\n", "", 426),
                arguments("no key", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
                arguments("a key that is too short", "dGhlIHNhbXBsZSBub25jZQ==", "dGhl", 400),
                arguments("no upgrade", "Upgrade: websocket\r\n", "", 426),
                arguments("another upgrade", "Upgrade: websocket\r\n", "Upgrade: h2c\r\n", 426),
                arguments("no connection header", "Connection: Upgrade\r\n", "", 400),
                arguments("another method", "GET /ws", "POST /ws", 405),
                arguments("an older HTTP", "HTTP/1.1", "HTTP/1.0", 426),
                arguments("another path", "/ws/prices", "/ws/price", 404),
                arguments("a user that is none", "/ws/prices", "/ws/prices?user=a%20b", 422),
                arguments("a huge header", "\r\n\r\n", "\r\nCookie: " + "c".repeat(20_000) + "\r\n\r\n", 431),
                arguments("a filter of the server", "\r\n\r\n", "\r\nRefused: yes\r\n\r\n", 403),
                arguments("a foreign site", "\r\n\r\n", "\r\nOrigin: https://elsewhere.example\r\n\r\n", 403),
                arguments("an origin that is none", "\r\n\r\n", "\r\nOrigin: null\r\n\r\n", 403));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsAnswered(String name, String instead, String of, int status) throws IOException {
        RawSocket socket = socket();
        String request = new String(socket.handshake(), StandardCharsets.US_ASCII);

        socket.write(request.replace(instead, of).getBytes(StandardCharsets.US_ASCII));

        assertThat(socket.answer()).startsWith("HTTP/1.1 " + status);
        assertThat(desk.count("opened")).isZero();
    }

    @Test
    void aHandshakeMayComeByteByByte() throws IOException {
        RawSocket socket = socket();

        for (byte each : socket.handshake()) {
            socket.write(new byte[] {each});
        }

        assertThat(socket.answer()).startsWith("HTTP/1.1 101");
    }

    @Test
    void aHandshakeThatBreaksOffLeavesNothing() throws IOException {
        RawSocket socket = socket();
        byte[] request = socket.handshake();

        socket.write(Arrays.copyOf(request, request.length / 2));
        socket.reset();

        assertThat(desk.count("opened")).isZero();
    }

    @Test
    void aFrameMayComeWithTheHandshake() throws IOException {
        RawSocket socket = socket();
        byte[] request = socket.handshake();
        byte[] ping = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
        byte[] both = Arrays.copyOf(request, request.length + ping.length);
        System.arraycopy(ping, 0, both, request.length, ping.length);

        socket.write(both);

        assertThat(socket.answer()).startsWith("HTTP/1.1 101");
        assertThat(socket.receive().opcode()).isEqualTo(RawSocket.PONG);
    }

    @Test
    void aFailedUpgradeIsCounted() throws IOException {
        RawSocket socket = socket();
        String request = new String(socket.handshake(), StandardCharsets.US_ASCII);

        socket.write(request.replace("Version: 13", "Version: 12").getBytes(StandardCharsets.US_ASCII));

        assertThat(socket.answer()).contains("Sec-WebSocket-Version: 13");
        assertThat(desk.count("rejected as upgrade")).isEqualTo(1);
    }
}
