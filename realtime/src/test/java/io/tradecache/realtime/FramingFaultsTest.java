package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tradecache.realtime.RawSocket.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that a client may and may not send, byte by byte. */
class FramingFaultsTest extends OverSockets {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_UTF8 = 1007;
    private static final int TOO_LONG = 1009;

    /** The bytes of what is sent, in hexadecimal; where they are masked, with zeros. */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments("no mask", "81027b7d", PROTOCOL_ERROR),
                arguments("first reserved bit", "c182000000007b7d", PROTOCOL_ERROR),
                arguments("second reserved bit", "a182000000007b7d", PROTOCOL_ERROR),
                arguments("third reserved bit", "9182000000007b7d", PROTOCOL_ERROR),
                arguments("reserved opcode 3", "838000000000", PROTOCOL_ERROR),
                arguments("reserved opcode 7", "878000000000", PROTOCOL_ERROR),
                arguments("reserved opcode B", "8b8000000000", PROTOCOL_ERROR),
                arguments("reserved opcode F", "8f8000000000", PROTOCOL_ERROR),
                arguments("continuation of nothing", "8082000000007b7d", PROTOCOL_ERROR),
                arguments("text within a message", "0181000000007b81810000000041", PROTOCOL_ERROR),
                arguments("binary within a text", "0181000000007b82810000000041", PROTOCOL_ERROR),
                arguments("ping in pieces", "098000000000", PROTOCOL_ERROR),
                arguments("close in pieces", "08820000000003e8", PROTOCOL_ERROR),
                arguments("ping of 126 bytes", "89fe007e00000000" + "00".repeat(126), PROTOCOL_ERROR),
                arguments("close with half a code", "88810000000003", PROTOCOL_ERROR),
                arguments("close of 126 bytes", "88fe007e0000000003e8" + "41".repeat(124), PROTOCOL_ERROR),
                arguments("stray byte of UTF-8", "81810000000080", NO_UTF8),
                arguments("overlong UTF-8", "818200000000c0af", NO_UTF8),
                arguments("surrogate in UTF-8", "818300000000eda080", NO_UTF8),
                arguments("beyond Unicode", "818400000000f4908080", NO_UTF8),
                arguments("character that does not end", "818200000000e282", NO_UTF8),
                arguments("bad character over two pieces", "018100000000c380810000000028", NO_UTF8),
                arguments("close with a reason that is no UTF-8", "88840000000003e8c328", NO_UTF8),
                arguments("length of 64 bits", "81ff000001000000000000000000", TOO_LONG));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsNamedByTheCloseCode(String name, String bytes, int code) throws IOException {
        RawSocket socket = connected();

        socket.write(HexFormat.of().parseHex(bytes));

        assertThat(socket.receive().closeCode()).isEqualTo(code);
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535})
    void aCodeThatNobodyMaySendIsAProtocolError(int code) throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});

        assertThat(socket.receive().closeCode()).isEqualTo(PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1007, 1011, 3000, 4000, 4999})
    void aGoodbyeIsAnsweredWithItsCode(int code) throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});

        assertThat(socket.receive().closeCode()).isEqualTo(code);
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void aGoodbyeWithoutACodeIsAnsweredWithout() throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.CLOSE, "");

        Frame answer = socket.receive();
        assertThat(answer.opcode()).isEqualTo(RawSocket.CLOSE);
        assertThat(answer.text()).isEmpty();
        assertThat(socket.isClosedByServer()).isTrue();
    }

    @Test
    void whatFollowsAGoodbyeIsNotHeard() throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.CLOSE, new byte[] {0x03, (byte) 0xE8});
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);

        assertThat(socket.receive().closeCode()).isEqualTo(1000);
        assertThat(desk.count("websocket received")).isZero();
    }

    @Test
    void aCharacterMayComeInTwoPieces() throws IOException {
        RawSocket socket = connected();
        byte[] message = "{\"action\":\"é\"}".getBytes(StandardCharsets.UTF_8);

        socket.send(RawSocket.TEXT, "{\"action\":\"");
        socket.send(RawSocket.CONTINUATION, new byte[] {message[11]});
        socket.send(RawSocket.CONTINUATION, "");
        socket.send(RawSocket.FIN | RawSocket.CONTINUATION, new byte[] {message[12], '"', '}'});

        assertThat(socket.receive().text()).contains("unknown_action");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    void aPingComesBackWithWhatItHeld(int length) throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.PING, "p".repeat(length));

        Frame pong = socket.receive();
        assertThat(pong.opcode()).isEqualTo(RawSocket.PONG);
        assertThat(pong.text()).hasSize(length);
    }

    @Test
    void aFloodOfPingsIsAnswered() throws IOException {
        RawSocket socket = connected();

        for (int ping = 0; ping < 1_000; ping++) {
            socket.send(RawSocket.FIN | RawSocket.PING, Integer.toString(ping));
        }

        for (int ping = 0; ping < 1_000; ping++) {
            assertThat(socket.receive().text()).isEqualTo(Integer.toString(ping));
        }
    }

    @Test
    void aPongThatNobodyAskedForIsPassedOver() throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.PONG, "unasked");
        socket.send(RawSocket.FIN | RawSocket.TEXT, SUBSCRIBE);

        assertThat(socket.receive().text()).contains("\"type\":\"snapshot\"");
    }

    @Test
    void anEmptyMessageIsAnsweredWithAnError() throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.FIN | RawSocket.TEXT, "");

        assertThat(socket.receive().text()).contains("\"type\":\"error\"");
    }

    @Test
    void aMessageOfTheGreatestLengthIsHeard() throws IOException {
        RawSocket socket = connected();
        int spaces = desk.settings.longestMessage() - SUBSCRIBE.length();

        socket.send(RawSocket.FIN | RawSocket.TEXT, " ".repeat(spaces) + SUBSCRIBE);

        assertThat(socket.receive().text()).contains("\"type\":\"snapshot\"");
    }

    @Test
    void manyPiecesThatAreTooLongTogetherAreRefused() throws IOException {
        RawSocket socket = connected();

        socket.send(RawSocket.TEXT, " ");
        IntStream.range(0, 50).forEach(piece -> sendQuietly(socket, " ".repeat(1_000)));

        assertThat(socket.receive().closeCode()).isEqualTo(TOO_LONG);
    }

    private static void sendQuietly(RawSocket socket, String piece) {
        try {
            socket.send(RawSocket.CONTINUATION, piece);
        } catch (IOException e) {
            // The server has hung up already, as it should.
        }
    }
}
