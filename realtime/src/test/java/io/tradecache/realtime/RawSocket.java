package io.tradecache.realtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what a test tells it to, byte by byte. Not thread-safe. */
final class RawSocket implements AutoCloseable {

    static final int TEXT = 0x1;
    static final int CONTINUATION = 0x0;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FIN = 0x80;

    private static final int MASKED = 0x80;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SMALL_BUFFER = 4 << 10;

    private final Socket socket;
    private final DataInputStream in;

    RawSocket(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /** What came. */
    static final class Frame {

        private final int first;
        private final byte[] payload;

        private Frame(int first, byte[] payload) {
            this.first = first;
            this.payload = payload;
        }

        int opcode() {
            return first & 0xF;
        }

        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ((payload[0] & 0xFF) << Byte.SIZE) | (payload[1] & 0xFF);
        }
    }

    /** A client with a small buffer, which is full soon when it does not read. */
    static RawSocket withSmallBuffer(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawSocket(socket);
    }

    /** Asks for a WebSocket, with more headers if given; what the server answers, without a body. */
    String upgrade(String... headers) throws IOException {
        write(handshake(headers));
        return answer();
    }

    /** What a client sends that asks for a WebSocket. */
    byte[] handshake(String... headers) {
        StringBuilder request = new StringBuilder("""
                GET /ws/prices HTTP/1.1
                Host: 127.0.0.1:%d
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                Sec-WebSocket-Version: 13
                """.formatted(socket.getPort()));
        for (String header : headers) {
            request.append(header).append('\n');
        }
        return request.append('\n').toString().replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The head of an answer of HTTP. */
    String answer() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(in.readUnsignedByte());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    /** The answer that is none but a refusal, with its body. */
    String refusal() throws IOException {
        String head = answer();
        int length = Integer.parseInt(head.replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    void send(int first, String payload) throws IOException {
        send(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    void send(int first, byte[] payload) throws IOException {
        write(masked(first, payload));
    }

    /** Sends the same text so many times, with no time between. */
    void sendAtOnce(int times, String text) throws IOException {
        byte[] frame = masked(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int time = 0; time < times; time++) {
            frames.writeBytes(frame);
        }
        write(frames.toByteArray());
    }

    void sendUnmasked(int first, String payload) throws IOException {
        ByteArrayOutputStream frame = head(first, payload.length(), 0);
        frame.writeBytes(payload.getBytes(StandardCharsets.US_ASCII));
        write(frame.toByteArray());
    }

    Frame receive() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(first, payload);
    }

    /** Whether the server has closed the connection, after whatever it still had to say. */
    boolean isClosedByServer() {
        try {
            return in.read(new byte[8192]) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A frame with a mask, as clients must send it. */
    private static byte[] masked(int first, byte[] payload) {
        ByteArrayOutputStream frame = head(first, payload.length, MASKED);
        byte[] mask = {1, 2, 3, 4};
        frame.writeBytes(mask);
        for (int index = 0; index < payload.length; index++) {
            frame.write(payload[index] ^ mask[index % mask.length]);
        }
        return frame.toByteArray();
    }

    private static ByteArrayOutputStream head(int first, int length, int masked) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (length < 126) {
            frame.write(masked | length);
        } else {
            frame.write(masked | 126);
            frame.write(length >> 8);
            frame.write(length);
        }
        return frame;
    }

    /** Sends nothing more, but still reads. */
    void shutDownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Breaks the connection off. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
