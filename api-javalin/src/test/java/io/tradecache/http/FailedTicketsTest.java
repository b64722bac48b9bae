package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody tries one ticket after another, or one again and again. */
class FailedTicketsTest {

    private static final String STREAM = "/api/v1/stream/prices?ticket=";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Tokens tokens = new Tokens();
    private final String amelia = tokens.of("amelia", Role.USER);
    private final AtomicInteger redeemed = new AtomicInteger();
    private final Api api = Api.with(parts -> {
        StreamTickets tickets = new Counted(new InMemoryStreamTickets(parts.clock()));
        Authentication asked =
                Authentication.byApiKey(tokens.keys, tickets, parts.clock()).withFailuresAMinute(3);
        return parts.withAuthentication(asked)
                .with(config -> config.routes.get("/api/v1/stream/prices", ctx -> {
                    asked.listener(ctx);
                    ctx.contentType("text/event-stream")
                            .header("Cache-Control", "no-cache")
                            .result("prices");
                }));
    });

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void ticketsThatAreMadeUpAreFailedAttempts() {
        fail(3);

        Api.Answer refused = api.get(STREAM + madeUp());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.kind()).isEqualTo("rate-limited");
        assertThat(refused.header("Retry-After")).isEqualTo("20");
        assertThat(redeemed).hasValue(3);
        assertThat(api.get(Api.AMELIA + "/portfolios", "Authorization", amelia).status())
                .isEqualTo(429);
    }

    @Test
    void theSameAgainAndAgainIsLookedUpOnceInASecond() {
        String ticket = madeUp();
        for (int i = 0; i < 10; i++) {
            assertThat(api.get(STREAM + ticket).status()).isEqualTo(401);
        }
        assertThat(redeemed).hasValue(1);

        api.clock.advance(Duration.ofSeconds(1));
        api.get(STREAM + ticket);

        assertThat(redeemed).hasValue(2);
        assertThat(api.get(Api.AMELIA + "/portfolios", "Authorization", amelia).status())
                .isEqualTo(200);
    }

    @Test
    void whoWasLetInBeforeIsGivenTicketsStillThatOpenStreams() {
        String before = ticket();
        fail(3);

        assertThat(api.get(STREAM + before).status()).isEqualTo(200);
        assertThat(api.get(STREAM + ticket()).status()).isEqualTo(200);
    }

    @Test
    void ticketsThatWereGoodBeforeAreNoGuesses() {
        for (int i = 0; i < 4; i++) {
            String used = ticket();
            assertThat(api.get(STREAM + used).status()).isEqualTo(200);
            assertThat(api.get(STREAM + used).status()).isEqualTo(401);
        }
        String late = ticket();
        api.clock.advance(StreamTickets.TERM);
        assertThat(api.get(STREAM + late).status()).isEqualTo(401);

        assertThat(api.get(Api.AMELIA + "/portfolios", "Authorization", tokens.of("amelia", Role.USER))
                        .status())
                .isEqualTo(200);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(api.get(STREAM + madeUp()).status()).isEqualTo(401);
        }
    }

    private static String madeUp() {
        return Secret.from(RANDOM).text();
    }

    private String ticket() {
        return api.post("/api/v1/stream-tickets", "", "Authorization", amelia).text("ticket");
    }

    /** The tickets, with a count of how often one is asked for. */
    private final class Counted implements StreamTickets {
        private final StreamTickets behind;

        Counted(StreamTickets behind) {
            this.behind = behind;
        }

        @Override
        public void issue(Secret ticket, Grant grant) {
            behind.issue(ticket, grant);
        }

        @Override
        public Optional<Grant> redeem(Secret ticket) {
            redeemed.incrementAndGet();
            return behind.redeem(ticket);
        }
    }
}
