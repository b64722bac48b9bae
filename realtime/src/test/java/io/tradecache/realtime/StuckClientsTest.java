package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients on real sockets that cease to read. */
class StuckClientsTest {

    private static final int SYMBOLS = 200;
    private static final RealTimeSettings HASTY = new RealTimeSettings(
            Duration.ofMillis(100),
            Duration.ofSeconds(15),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            SYMBOLS,
            16 << 10,
            20,
            5,
            Set.of());

    private final Desk desk = new Desk(HASTY);
    private final ServedDesk served = ServedDesk.start(desk);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aWebSocketThatIsNotReadIsDroppedAndTheOthersAreServed() throws IOException, InterruptedException {
        String all = IntStream.range(0, SYMBOLS).mapToObj(n -> "\"S" + n + "\"").collect(Collectors.joining(","));
        try (RawSocket stuck = new RawSocket(served.port());
                RawSocket quick = new RawSocket(served.port())) {
            stuck.upgrade();
            quick.upgrade();
            stuck.send(RawSocket.FIN | RawSocket.TEXT, "{\"action\":\"subscribe\",\"symbols\":[" + all + "]}");
            quick.send(RawSocket.FIN | RawSocket.TEXT, "{\"action\":\"subscribe\",\"symbols\":[\"S0\"]}");
            await().until(() -> served.topics() == SYMBOLS);

            publishUntilDropped("websocket dropped as slow");

            assertThat(desk.count("websocket")).isEqualTo(1);
            desk.publish("S0", "4711");
            String text = quick.receive().text();
            while (!text.contains("\"price\":4711")) {
                text = quick.receive().text();
            }
            assertThat(served.topics()).isEqualTo(1);
        }
    }

    @Test
    void anEventStreamThatIsNotReadIsDropped() throws IOException, InterruptedException {
        String all = IntStream.range(0, SYMBOLS).mapToObj(n -> "S" + n).collect(Collectors.joining(","));
        try (Socket stuck = events(all)) {
            await().until(() -> served.topics() == SYMBOLS);

            publishUntilDropped("sse dropped as slow");

            assertThat(desk.count("sse")).isZero();
            assertThat(served.topics()).isZero();
            assertThat(isEnded(stuck)).isTrue();
        }
    }

    private Socket events(String symbols) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), served.port());
        socket.getOutputStream()
                .write(("GET /api/v1/stream/prices?symbols=" + symbols
                                + " HTTP/1.1\r\nHost: here\r\nAccept: text/event-stream\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void publishUntilDropped(String counter) throws InterruptedException {
        for (int price = 1; desk.count(counter) == 0; price++) {
            assertThat(price).as("rounds until %s", counter).isLessThan(2_000);
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                desk.publish("S" + symbol, Integer.toString(price));
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(20_000);
        InputStream in = socket.getInputStream();
        byte[] block = new byte[8192];
        try {
            int count = in.read(block);
            while (count >= 0) {
                count = in.read(block);
            }
            return true;
        } catch (SocketException e) {
            return true;
        }
    }
}
