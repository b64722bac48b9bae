package io.tradecache.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitsTest {

    private static final String HEAD =
            "POST " + Api.AMELIA + "/portfolios HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/json\r\n";

    /** Shorter than the tests wait, and longer than a busy machine lets a client wait. */
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private static final String PRICE = "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":1}]}";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void bodiesThatAreOnTheirWayForLongHoldNoThread() throws IOException {
        try (Api api = Api.start()) {
            for (int i = 0; i < 400; i++) {
                write(open(api), HEAD + "Content-Length: 20\r\n\r\n{");
            }

            assertThat(api.get("/api/v1/users/amelia/portfolios").status()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatTakesTooLongIsRefused() throws IOException {
        try (Api api = Api.limited(patience(IMPATIENT))) {
            Socket socket = open(api);
            write(socket, HEAD + "Content-Length: 20\r\n\r\n{");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").contains("request-timeout", "onnection: close");
        }
    }

    @Test
    void whoAsksBeforeSendingMustNotTakeTooLongEither() throws IOException {
        try (Api api = Api.limited(patience(IMPATIENT))) {
            Socket socket = open(api);
            write(socket, HEAD + "Content-Length: 20\r\nExpect: 100-continue\r\n\r\n");

            assertThat(readAll(socket)).startsWith("HTTP/1.1 100 ").contains("HTTP/1.1 400 ");
        }
    }

    @Test
    void aHeadThatTakesTooLongIsCutOff() throws IOException {
        try (Api api = Api.limited(patience(IMPATIENT))) {
            Socket socket = open(api);
            write(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n");

            assertThat(isCutOff(socket)).isTrue();
            assertThat(api.get("/health/live").status()).isEqualTo(200);
        }
    }

    @Test
    void bodiesTogetherHaveABound() throws IOException {
        HttpLimits narrow = new HttpLimits(1 << 20, 1_000, Duration.ofSeconds(10), 128, 1_000, 0);
        try (Api api = Api.limited(narrow)) {
            Socket socket = open(api);
            write(socket, HEAD + "Content-Length: 2000\r\n\r\n" + "x".repeat(1_100));

            assertThat(readAll(socket)).startsWith("HTTP/1.1 503 ").contains("overloaded", "Retry-After: 1");
            // What was kept of the refused body is given back when its answer was sent.
            await().untilAsserted(() -> assertThat(api.post(Api.AMELIA + "/portfolios", "{\"name\":\"After it\"}")
                            .status())
                    .isEqualTo(201));
            for (int i = 0; i < 50; i++) {
                String body = "{\"name\":\"" + "n".repeat(90) + i + "\"}";
                assertThat(api.post(Api.AMELIA + "/portfolios", body).status()).isEqualTo(201);
            }
        }
    }

    @Test
    void whatIsSentWithAQuestionForAStreamIsNotKept() throws IOException {
        HttpLimits narrow = new HttpLimits(1 << 20, 1_000, Duration.ofSeconds(10), 128, 1_000, 0);
        try (Api api = Api.limited(narrow)) {
            Socket socket = open(api);
            write(
                    socket,
                    "POST /api/v1/stream/none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Content-Length: 1100\r\n\r\n" + "x".repeat(1_100));

            assertThat(readAll(socket)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void aCompressedBodyIsNotOpened() {
        try (Api api = Api.start()) {
            Api.Answer answer = api.post(Api.AMELIA + "/portfolios", "{\"name\":\"A\"}", "Content-Encoding", "gzip");

            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Accept-Encoding")).isEqualTo("identity");
        }
    }

    @Test
    void moreRequestsThanCanBeWorkedOnAreSentAwayAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch leave = new CountDownLatch(1);
        HttpLimits two = new HttpLimits(1 << 20, 1 << 20, Duration.ofSeconds(10), 2, 1_000, 0);
        try (Api api = Api.with(
                settings -> settings.withLimits(two), parts -> parts.withManualPrices(quote -> waits(inside, leave)))) {
            List<CompletableFuture<Api.Answer>> slow = List.of(
                    CompletableFuture.supplyAsync(() -> api.post("/api/v1/admin/feed/prices", PRICE)),
                    CompletableFuture.supplyAsync(() -> api.post("/api/v1/admin/feed/prices", PRICE)));
            inside.await();

            Api.Answer third = api.get("/api/v1/users/amelia/portfolios");
            Api.Answer health = api.get("/health/live");
            leave.countDown();

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.kind()).isEqualTo("overloaded");
            assertThat(third.header("Retry-After")).isEqualTo("1");
            assertThat(health.status()).isEqualTo(200);
            assertThat(slow)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
            // A place is given back when all of an answer is on its way.
            await().untilAsserted(() -> assertThat(
                            api.get("/api/v1/users/amelia/portfolios").status())
                    .isEqualTo(200));
        }
    }

    @Test
    void oneCallerHasSoManyRequestsInAMinute() {
        try (Api api = Api.limited(HttpLimits.shipped().withRequestsAMinute(3))) {
            String path = Api.AMELIA + "/portfolios";

            Api.Answer first = api.get(path);
            api.get(path);
            api.get(path);
            Api.Answer fourth = api.get(path);
            api.clock.advance(Duration.ofSeconds(20));
            Api.Answer fifth = api.get(path);

            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=3;w=60");
            assertThat(first.header("RateLimit")).isEqualTo("\"default\";r=2;t=20");
            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.kind()).isEqualTo("rate-limited");
            assertThat(fourth.header("Retry-After")).isEqualTo("20");
            assertThat(fifth.status()).isEqualTo(200);
            assertThat(api.get("/health/live").status()).isEqualTo(200);
        }
    }

    private static void waits(CountDownLatch inside, CountDownLatch leave) {
        inside.countDown();
        try {
            assertThat(leave.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpLimits patience(Duration patience) {
        return new HttpLimits(1 << 20, 1 << 20, patience, 128, 1_000, 0);
    }

    private Socket open(Api api) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String readAll(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Sends a byte now and then until the server has had enough. */
    private static boolean isCutOff(Socket socket) {
        for (int i = 0; i < 1_000; i++) {
            try {
                write(socket, "x");
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (IOException e) {
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }
}
