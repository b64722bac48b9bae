package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream lasts longer than what its listener proved may hold. */
class LastingStreamsTest {

    private static final String STREAM = "/api/v1/stream/prices";

    private final Tokens keys = new Tokens();
    private final SignedTokens signed = new SignedTokens(this::now);
    private final AtomicReference<Grant> letIn = new AtomicReference<>();
    private Authentication authentication;
    private Api api;

    @AfterEach
    void stop() {
        api.close();
        signed.close();
    }

    @Test
    void oneThatAKeyOpenedHoldsUntilTheKeyIsRevoked() {
        serve(keys::authentication);
        PresentedKey key = keys.key("amelia", Role.USER);
        api.get(STREAM, "Authorization", "Bearer " + key.text());

        assertEndsWith(key);
    }

    @Test
    void oneThatATicketOpenedHoldsUntilTheKeyIsRevokedThatItWasAskedForWith() {
        serve(keys::authentication);
        PresentedKey key = keys.key("amelia", Role.USER);
        keys.key("amelia", Role.USER);
        listenByTicket("Bearer " + key.text());

        assertEndsWith(key);
    }

    @Test
    void oneThatATokenOpenedHoldsUntilTheTokenExpires() {
        serve(signed::authentication);
        api.get(STREAM, "Authorization", signed.of("amelia", Role.USER));

        assertEndsWithTheToken();
    }

    @Test
    void oneThatATicketOpenedHoldsUntilTheTokenExpiresThatItWasAskedForWith() {
        serve(signed::authentication);
        listenByTicket(signed.of("amelia", Role.USER));

        assertEndsWithTheToken();
    }

    @Test
    void whereNobodySaysWhoTheyAreNobodyIsSentAway() {
        serve(clock -> Authentication.none(new InMemoryStreamTickets(clock)));
        api.get(STREAM + "?user=amelia");

        api.clock.advance(Duration.ofDays(1));
        assertThat(authentication.stillHolds(letIn.get())).isTrue();
    }

    private void assertEndsWith(PresentedKey key) {
        api.clock.advance(Duration.ofDays(1));
        assertThat(authentication.stillHolds(letIn.get())).isTrue();

        keys.keys.revoke(key.id(), now());
        assertThat(authentication.stillHolds(letIn.get())).isFalse();
    }

    /** Five minutes, and half a minute for clocks that differ. */
    private void assertEndsWithTheToken() {
        api.clock.advance(Duration.ofSeconds(329));
        assertThat(authentication.stillHolds(letIn.get())).isTrue();

        api.clock.advance(Duration.ofSeconds(1));
        assertThat(authentication.stillHolds(letIn.get())).isFalse();
    }

    private void listenByTicket(String proof) {
        String ticket =
                api.post("/api/v1/stream-tickets", "", "Authorization", proof).text("ticket");
        api.get(STREAM + "?ticket=" + ticket);
    }

    private void serve(Function<Clock, Authentication> believing) {
        api = Api.with(parts -> {
            authentication = believing.apply(parts.clock());
            return parts.withAuthentication(authentication)
                    .with(config -> config.routes.get(STREAM, ctx -> {
                        letIn.set(authentication.listener(ctx).orElseThrow());
                        ctx.contentType("text/event-stream")
                                .header("Cache-Control", "no-cache")
                                .result("a stream");
                    }));
        });
    }

    private Instant now() {
        return api.clock.instant();
    }
}
