package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events over real sockets, as they stand on the wire. */
class EventStreamTest {

    private final Desk desk = new Desk();
    private final ServedDesk served = ServedDesk.start(desk);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void anEventHasAnIdATypeAndThePlainObject() throws IOException {
        desk.publish("AAPL", "151");

        List<String> lines = lines("/api/v1/stream/prices?symbols=aapl", "Accept: text/event-stream", 6);

        assertThat(lines.get(0)).isEqualTo("retry: 3000");
        assertThat(lines.subList(1, 5)).startsWith("", "id: 7:1", "event: price");
        assertThat(lines.get(4)).startsWith("data: {\"type\":\"price\",\"symbol\":\"AAPL\",\"price\":151,");
        assertThat(lines.get(5)).isEmpty();
    }

    @Test
    void whoComesAgainIsSentTheNewestFirst() throws IOException {
        desk.publish("AAPL", "151");
        desk.publish("AAPL", "152");

        List<String> lines = lines("/api/v1/stream/prices?symbols=AAPL", "Last-Event-ID: 7:1", 5);

        assertThat(lines).contains("id: 7:2");
    }

    @Test
    void aRequestThatCannotBeServedIsRefused() throws IOException {
        assertThat(status("/api/v1/stream/prices?symbols=AAPL", "Accept: application/json"))
                .isEqualTo(406);
        assertThat(status("/ws/prices", "Accept: */*")).isEqualTo(426);
    }

    @Test
    void aClientThatIsGoneIsNoticedAlthoughNothingIsSent() throws IOException {
        desk.publish("AAPL", "1");
        lines("/api/v1/stream/prices?symbols=AAPL", "Accept: */*", 5);

        await().until(() -> desk.count("sse") == 0);

        assertThat(served.topics()).isZero();
    }

    private int status(String path, String header) throws IOException {
        try (Socket socket = asked(path, header)) {
            String first = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            return Integer.parseInt(first.substring(9, 12));
        }
    }

    /** The first lines of the body, of which the chunks are taken apart. */
    private List<String> lines(String path, String header, int count) throws IOException {
        try (Socket socket = asked(path, header)) {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = reader.readLine();
            while (!line.isEmpty()) {
                line = reader.readLine();
            }
            StringBuilder body = new StringBuilder();
            while (body.chars().filter(c -> c == '\n').count() < count) {
                String size = reader.readLine();
                // The end of a chunk comes with the next one.
                char[] chunk = new char[Integer.parseInt(size.isEmpty() ? reader.readLine() : size, 16)];
                for (int read = 0; read < chunk.length; ) {
                    read += reader.read(chunk, read, chunk.length - read);
                }
                body.append(chunk);
            }
            return new ArrayList<>(List.of(body.toString().split("\n", -1)).subList(0, count));
        }
    }

    private Socket asked(String path, String header) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: here\r\n" + header + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
