package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other web sites can do by way of somebody's browser. */
class CrossOriginTest {

    private static final String APP = "https://app.example.com";
    private static final String EVIL = "https://evil.example.com";
    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final String BODY = "{\"name\":\"Retirement\"}";

    /** Pages may read one always, others are for the browser, and one is a second description of the entity tag. */
    private static final Set<String> NOT_FOR_PAGES = Set.of(
            "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", "Upgrade", "Accept", "ContentTag");

    private final Tokens tokens = new Tokens();
    private Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void withoutAListNoForeignPageReadsAnything() {
        Api.Answer answer = api.get(PORTFOLIOS, "Origin", EVIL);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(preflight(EVIL).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(strings = {EVIL, "null", "http://127.0.0.1:1", "http://localhost", "nonsense", ""})
    void withoutAuthenticationAForeignPageChangesNothing(String origin) {
        Api.Answer refused = api.post(PORTFOLIOS, BODY, "Origin", origin);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.kind()).isEqualTo("forbidden");
        assertThat(api.get(PORTFOLIOS).json().path("portfolios")).isEmpty();
    }

    @Test
    void aBrowserThatHidesTheOriginIsHeardToo() {
        assertThat(api.post(PORTFOLIOS, BODY, "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(403);
        assertThat(api.post(PORTFOLIOS, BODY, "Sec-Fetch-Site", "same-site").status())
                .isEqualTo(403);
        assertThat(api.post(PORTFOLIOS, BODY, "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(201);
    }

    @Test
    void theServersOwnPagesAndProgramsMayWrite() {
        assertThat(api.post(PORTFOLIOS, BODY, "Origin", "http://127.0.0.1:" + api.port())
                        .status())
                .isEqualTo(201);
        assertThat(api.post(PORTFOLIOS, BODY).status()).isEqualTo(201);
    }

    @Test
    void aListedPageReadsAndWrites() {
        restart(settings -> settings.allowing(Set.of(APP)), UnaryOperator.identity());

        Api.Answer written = api.post(PORTFOLIOS, BODY, "Origin", APP);

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(written.header("Access-Control-Expose-Headers"))
                .contains("ETag", "Location", "Tradecache-Version", "Cache-Status", "RateLimit", "Link", "Retry-After");
        assertThat(written.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(written.header("Vary")).isEqualTo("Origin");
        assertThat(api.get("/nothing", "Origin", APP).header("Access-Control-Allow-Origin"))
                .isEqualTo(APP);
        assertThat(api.get(PORTFOLIOS).header("Vary")).isEqualTo("Origin");
    }

    @Test
    void aListedPageReadsAllHeadersThatSayAnythingToIt() {
        restart(settings -> settings.allowing(Set.of(APP)), UnaryOperator.identity());
        Set<String> described = new TreeSet<>();
        ApiDescription.SERVED.document().at("/components/headers").fieldNames().forEachRemaining(described::add);
        described.removeAll(NOT_FOR_PAGES);

        List<String> exposed = List.of(api.get(PORTFOLIOS, "Origin", APP)
                .header("Access-Control-Expose-Headers")
                .split(", "));

        assertThat(exposed).containsAll(described).contains("Content-Location").doesNotHaveDuplicates();
    }

    @Test
    void whoIsNotListedGetsNothingOfIt() {
        restart(settings -> settings.allowing(Set.of(APP)), UnaryOperator.identity());

        assertThat(api.get(PORTFOLIOS, "Origin", EVIL).headers().map())
                .doesNotContainKey("access-control-allow-origin");
        assertThat(api.post(PORTFOLIOS, BODY, "Origin", EVIL).status()).isEqualTo(403);
        assertThat(preflight(EVIL).headers().map()).doesNotContainKey("access-control-allow-methods");
    }

    @Test
    void aPreflightIsAnsweredBeforeAnybodySaysWhoTheyAre() {
        restart(settings -> settings.allowing(Set.of(APP)), this::byKey);

        Api.Answer answer = preflight(APP);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "If-Match", "Idempotency-Key", "Content-Type");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        assertThat(api.get(PORTFOLIOS, "Origin", APP).status()).isEqualTo(401);
    }

    @Test
    void withAuthenticationAForeignPageIsStoppedByHavingNoKey() {
        restart(UnaryOperator.identity(), this::byKey);

        assertThat(api.post(PORTFOLIOS, BODY, "Origin", EVIL).status()).isEqualTo(401);
        assertThat(api.post(PORTFOLIOS, BODY, "Origin", EVIL, "Authorization", tokens.of("amelia", Role.USER))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example.com", "evil.example.com:8080", "192.168.0.1", "localhost.example.com", "1.2.3"})
    void aNameThatWasMadeToLeadHereIsNoNameOfThisServer(String host) throws IOException {
        assertThat(named(host)).startsWith("HTTP/1.1 403 ").contains("localhost and its addresses only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1", "127.0.0.1:99", "[::1]:80", "app.localhost"})
    void theNamesOfThisMachineAreItsOwn(String host) throws IOException {
        assertThat(named(host)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anyNameWillDoWhereSomethingElseTakesCareOrEverybodyNeedsAKey() throws IOException {
        restart(HttpSettings::reachedFromElsewhere, UnaryOperator.identity());
        assertThat(named("api.example.com")).startsWith("HTTP/1.1 200 ");

        restart(UnaryOperator.identity(), this::byKey);
        assertThat(named("api.example.com")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void everyAnswerTellsABrowserWhatNotToDo() throws IOException {
        assertThat(api.get("/health/live")).satisfies(CrossOriginTest::requireSecurityHeaders);
        assertThat(api.get("/nothing")).satisfies(CrossOriginTest::requireSecurityHeaders);
        assertThat(api.post(PORTFOLIOS, "{")).satisfies(CrossOriginTest::requireSecurityHeaders);
        assertThat(raw("NONSENSE\r\n\r\n")).contains("X-Frame-Options: DENY", "default-src 'none'");
    }

    private static void requireSecurityHeaders(Api.Answer answer) {
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Server")).isEmpty();
    }

    private void restart(UnaryOperator<HttpSettings> settings, UnaryOperator<HttpParts> parts) {
        api.close();
        api = Api.with(settings, parts);
    }

    private HttpParts byKey(HttpParts parts) {
        return parts.withAuthentication(
                Authentication.byApiKey(tokens.keys, new InMemoryStreamTickets(parts.clock()), parts.clock()));
    }

    private Api.Answer preflight(String origin) {
        return api.send(
                "OPTIONS",
                PORTFOLIOS,
                null,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization, content-type");
    }

    private String named(String host) throws IOException {
        return raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
