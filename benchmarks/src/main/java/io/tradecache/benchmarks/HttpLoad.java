package io.tradecache.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Asks a server on this machine again and again, over connections that each wait for their answer before they
 * ask anew, from the one thread that calls. Not thread-safe.
 */
final class HttpLoad implements AutoCloseable {

    private static final int LONGEST_ANSWER = 1 << 17;
    private static final byte[] LENGTH = "content-length: ".getBytes(ISO_8859_1);
    private static final String OK = "HTTP/1.1 200 ";

    private final Selector selector = Selector.open();

    /**
     * Connects.
     *
     * @param port where the server listens
     * @param connections how many requests are under way at a time
     * @param path what the connection of a number asks for
     * @param headers further lines of the request, each with its line end
     */
    HttpLoad(int port, int connections, IntFunction<String> path, String headers) throws IOException {
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            String request =
                    "GET " + path.apply(i) + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + headers + "\r\n";
            channel.register(selector, SelectionKey.OP_READ, new Connection(channel, request.getBytes(ISO_8859_1)));
        }
    }

    /** Asks for so long, and tells how many answers have come. Anything but a 200 is a mistake. */
    long run(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long answers = 0;
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).ask();
        }
        int asking = selector.keys().size();
        while (asking > 0) {
            selector.select();
            boolean over = System.nanoTime() >= end;
            for (SelectionKey key : selector.selectedKeys()) {
                Connection connection = (Connection) key.attachment();
                if (connection.isAnswered()) {
                    answers++;
                    if (over) {
                        asking--;
                    } else {
                        connection.ask();
                    }
                }
            }
            selector.selectedKeys().clear();
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }

    /** One connection and the answer that it is receiving. */
    private static final class Connection {

        private final SocketChannel channel;
        private final ByteBuffer question;
        private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);

        private Connection(SocketChannel channel, byte[] request) {
            this.channel = channel;
            this.question = ByteBuffer.allocateDirect(request.length).put(request);
        }

        private void ask() throws IOException {
            answer.clear();
            question.rewind();
            channel.write(question);
            if (question.hasRemaining()) {
                throw new IOException("a request does not fit into the socket's buffer");
            }
        }

        private boolean isAnswered() throws IOException {
            if (channel.read(answer) < 0) {
                throw new EOFException("the server has hung up");
            }
            int end = headEnd();
            return end > 0 && answer.position() >= end + length(end);
        }

        /** Where the body begins; -1 while the head is not whole. */
        private int headEnd() {
            byte[] bytes = answer.array();
            for (int i = 3; i < answer.position(); i++) {
                if (bytes[i] == '\n' && bytes[i - 2] == '\n') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int length(int end) throws IOException {
            byte[] bytes = answer.array();
            String status = new String(bytes, 0, OK.length(), ISO_8859_1);
            if (!status.equals(OK)) {
                throw new IOException("the server answers " + status);
            }
            for (int line = OK.length(); line < end; line++) {
                if (bytes[line - 1] == '\n' && isLength(bytes, line)) {
                    int length = 0;
                    for (int digit = line + LENGTH.length; bytes[digit] != '\r'; digit++) {
                        length = 10 * length + bytes[digit] - '0';
                    }
                    return length;
                }
            }
            throw new IOException("the server does not say how long its answer is");
        }

        private static boolean isLength(byte[] bytes, int line) {
            for (int i = 0; i < LENGTH.length; i++) {
                if ((bytes[line + i] | ' ') != LENGTH[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}
