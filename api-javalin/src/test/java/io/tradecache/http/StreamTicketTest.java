package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.StreamTickets;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Tickets, on a server whose stream tells who listens. */
class StreamTicketTest {

    private static final String STREAM = "/api/v1/stream/prices";

    private final Tokens tokens = new Tokens();
    private final String amelia = tokens.of("amelia", Role.USER);
    private Api api = serving(false);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aTicketOpensAStreamOnce() {
        Api.Answer issued = api.post("/api/v1/stream-tickets", "", "Authorization", amelia);
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.header("Cache-Control")).isEqualTo("no-store");
        assertThat(issued.time("expires_at")).isEqualTo(api.clock.instant().plus(StreamTickets.TERM));

        assertThat(api.get(STREAM + "?ticket=" + issued.text("ticket")).body()).isEqualTo("amelia user");
        Api.Answer again = api.get(STREAM + "?ticket=" + issued.text("ticket"));
        assertThat(again.status()).isEqualTo(401);
        assertThat(again.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void aTicketLapses() {
        String ticket = ticket();
        api.clock.advance(StreamTickets.TERM);

        assertThat(api.get(STREAM + "?ticket=" + ticket).status()).isEqualTo(401);
    }

    @Test
    void aTicketOpensNothingButStreams() {
        String ticket = ticket();

        assertThat(api.get(Api.AMELIA + "/portfolios?ticket=" + ticket).status())
                .isEqualTo(401);
        assertThat(api.get(STREAM + "?ticket=" + ticket).status()).isEqualTo(200);
    }

    @Test
    void whoCanSendAHeaderNeedsNoTicket() {
        assertThat(api.get(STREAM, "Authorization", amelia).body()).isEqualTo("amelia user");
        assertThat(api.get(STREAM).status()).isEqualTo(401);
        assertThat(api.get(STREAM + "?ticket=nonsense").status()).isEqualTo(401);
        assertThat(api.get(STREAM + "?user=amelia").status()).isEqualTo(401);
        assertThat(api.get(STREAM + "?ticket=" + ticket(), "Authorization", "Bearer nonsense")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"{}, 201", "'{\"user\":\"bob\"}', 422", "[], 400", "nonsense, 400"})
    void thereIsNothingToSayOfATicket(String body, int status) {
        assertThat(api.post("/api/v1/stream-tickets", body, "Authorization", amelia)
                        .status())
                .isEqualTo(status);
    }

    @Test
    void whoIsNotLetInIsCountedOnce() {
        api.get(STREAM);
        api.get(STREAM + "?ticket=nonsense");
        api.get(STREAM, "Authorization", amelia);

        assertThat(api.telemetry.scrape()).contains("realtime_rejected_total{reason=\"access\"} 2");
    }

    @Test
    void onlyWhoSaysWhoTheyAreGetsATicket() {
        assertThat(api.post("/api/v1/stream-tickets", "").status()).isEqualTo(401);
    }

    @Test
    void withoutAuthenticationTheQueryNamesTheUserIfAnybody() {
        api.close();
        api = serving(true);

        assertThat(api.get(STREAM + "?user=amelia").body()).isEqualTo("amelia admin");
        assertThat(api.get(STREAM).body()).isEqualTo("nobody");
        assertThat(api.get(STREAM + "?user=a%20b").kind()).isEqualTo("invalid-fields");
        assertThat(api.post("/api/v1/stream-tickets", "").status()).isEqualTo(201);
    }

    @Test
    void neitherTicketNorKeyStandsInALogOrAProblem() {
        Logger log = (Logger) LoggerFactory.getLogger("io.tradecache");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.TRACE);
        try {
            String ticket = ticket();
            String key = tokens.key("bob", Role.USER).text();
            Api.Answer twice = api.get(STREAM + "?ticket=" + ticket);
            Api.Answer again = api.get(STREAM + "?ticket=" + ticket);
            Api.Answer failed = api.get(STREAM + "?fail=yes&ticket=" + ticket(), "Authorization", "Bearer " + key);

            assertThat(failed.status()).isEqualTo(500);
            assertThat(again.text("instance")).isEqualTo(STREAM);
            assertThat(twice.body() + again.body() + failed.body()).doesNotContain(ticket, key);
            assertThat(lines.list)
                    .isNotEmpty()
                    .noneMatch(line -> line.getFormattedMessage().contains(ticket)
                            || line.getFormattedMessage().contains(key)
                            || line.getFormattedMessage().contains("ticket="));
            assertThat(api.telemetry.scrape()).doesNotContain(ticket, key, "ticket=");
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }
    }

    private String ticket() {
        return api.post("/api/v1/stream-tickets", "", "Authorization", amelia).text("ticket");
    }

    private Api serving(boolean open) {
        return Api.with(parts -> {
            StreamTickets tickets = new InMemoryStreamTickets(parts.clock());
            Authentication asked =
                    open ? Authentication.none(tickets) : Authentication.byApiKey(tokens.keys, tickets, parts.clock());
            return parts.withAuthentication(asked)
                    .with(config -> config.routes.get(STREAM, ctx -> {
                        if (ctx.queryParam("fail") != null) {
                            throw new IllegalStateException("a stream that cannot begin");
                        }
                        ctx.contentType("text/event-stream")
                                .header("Cache-Control", "no-cache")
                                .result(told(asked.listener(ctx)));
                    }));
        });
    }

    private static String told(Optional<Grant> listener) {
        return listener.map(Grant::principal)
                .map(principal ->
                        principal.user() + " " + principal.role().name().toLowerCase(Locale.ROOT))
                .orElse("nobody");
    }
}
