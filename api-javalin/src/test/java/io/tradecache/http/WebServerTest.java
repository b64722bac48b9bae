package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives on the wire and is no request of ours, or none at all. */
class WebServerTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anUnknownPathIsAProblem() {
        for (String path :
                new String[] {"/", "/api/v1", "/api/v1/nothing", "/api/v2/users/a/portfolios", "/index.html"}) {
            Api.Answer answer = api.get(path);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.kind()).isEqualTo("not-found");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.text("instance")).isEqualTo(path);
        }
    }

    @Test
    void aMethodThatIsNotPossibleIsToldWhichAre() {
        Api.Answer answer = api.delete(Api.AMELIA + "/portfolios");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.kind()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder("GET", "HEAD", "POST");
    }

    @Test
    void aPathThatLooksLikeASymbolOrAnIdHasItsOwnMethodOnly() {
        String order = api.watchlist() + "/items/order";

        assertAllowed(api.get("/api/v1/prices/real-time"), "POST");
        assertAllowed(api.send("OPTIONS", "/api/v1/prices/refresh", ""), "POST");
        assertAllowed(api.patch(order, "{}", "If-Match", "*"), "PUT");
    }

    private static void assertAllowed(Api.Answer answer, String only) {
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(only);
    }

    @Test
    void aHeaderCannotMakeAnotherMethodOfARequest() {
        String portfolio = api.portfolio();

        Api.Answer answer = api.post(portfolio, "", "X-HTTP-Method-Override", "DELETE", "If-Match", "*");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.kind()).isEqualTo("invalid-header");
        assertThat(api.get(portfolio).status()).isEqualTo(200);
    }

    @Test
    void aTraceIdGoesThroughFromTheCaller() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";

        Api.Answer answer = api.get("/nothing", "traceparent", "00-" + traceId + "-00f067aa0ba902b7-01");

        assertThat(answer.text("trace_id")).isEqualTo(traceId);
        assertThat(answer.header("Trace-Id")).isEqualTo(traceId);
        assertThat(api.get("/nothing", "traceparent", "00-zz-1-01").text("trace_id"))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void answersDoNotTellWhatServesThem() {
        Api.Answer answer = api.get("/health/live");

        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void whatIsNoHttpIsAnsweredWithAProblem() throws IOException {
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("problem+json");
        assertThat(raw("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("problem+json");
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("problem+json");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("problem+json", "headers-too-large");
        assertThat(raw("BREW / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains("problem+json")
                .doesNotStartWith("HTTP/1.1 5");
    }

    @Test
    void aChunkedBodyThatIsTooLongIsRefused() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        String answer = raw(
                "POST " + Api.AMELIA + "/portfolios HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17) + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("content-too-large", "onnection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATCH /api/v1/users/amelia/portfolios/a:b",
                "PATCH /api/v1/users/amelia/portfolios/a%00",
                "PATCH /api/v1/users/amelia/portfolios/a%C3",
                "PATCH /api/v1/users/amelia/portfolios/a|b",
                "PATCH /api/v1/users/amelia/portfolios/a%zz",
                "POST /nothing",
                "PUT /health/live",
                "GET /health/live"
            })
    void anAnswerWaitsForABodyThatNobodyReads(String line) throws IOException {
        String body = "x".repeat(1_000_000);

        String answers = raw(
                line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n\r\n",
                body,
                "GET /next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answers).containsOnlyOnce("/next");
        assertThat(answers.split("HTTP/1.1 ")).hasSize(3);
        assertThat(answers.substring(0, answers.indexOf("/next"))).containsOnlyOnce("onnection: close");
    }

    @Test
    void whoSendsMoreThanAnyoneWouldReadIsHungUpOn() throws IOException {
        String answer = raw(
                "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n", "x".repeat(16 << 20));

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("onnection: close");
    }

    @Test
    void aPathThatCannotBeReadIsAProblemOfThatPath() throws IOException {
        String answer = raw("GET /api/v1/prices/a%00?b=c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "bad-request", "\"instance\":\"/api/v1/prices/a%00\"");
    }

    @Test
    void whoIsHungUpOnIsToldSo() throws IOException {
        assertThat(raw("NONSENSE\r\n\r\n")).contains("onnection: close").doesNotContain("instance");
        assertThat(raw("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("application/problem+json", "onnection: close");
    }

    @Test
    void whoAsksBeforeSendingABodyThatNobodyReadsNeedNotSendIt() throws IOException {
        String answer =
                raw("POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("onnection: close");
    }

    @Test
    void whoAsksBeforeSendingABodyThatIsTooLongNeedNotSendIt() throws IOException {
        String answer = raw(
                "POST " + Api.AMELIA + "/portfolios HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() throws IOException {
        String body = "{\"name\":\"\u00e4\"}";

        String answer = raw(
                "POST " + Api.AMELIA + "/portfolios HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("The body is not UTF-8");
    }

    @Test
    void aBodyWithoutATypeIsRefused() throws IOException {
        String answer = raw("POST " + Api.AMELIA + "/portfolios HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Length: 2\r\n\r\n{}");

        assertThat(answer.toLowerCase(Locale.ROOT)).startsWith("http/1.1 415 ").contains("unsupported-media-type");
    }

    /** Sends bytes as they are, and gives whatever comes back until the server hangs up. */
    private String raw(String... parts) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            for (String part : parts) {
                socket.getOutputStream().write(part.getBytes(StandardCharsets.ISO_8859_1));
            }
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
