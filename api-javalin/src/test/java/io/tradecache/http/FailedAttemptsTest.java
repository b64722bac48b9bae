package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Role;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody tries one key after another. */
class FailedAttemptsTest {

    private static final String MINE = Api.AMELIA + "/portfolios";

    private final Tokens tokens = new Tokens();
    private final Api api = Api.with(parts ->
            parts.withAuthentication(tokens.authentication(parts.clock()).withFailuresAMinute(3)));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void afterTooManyFailuresNobodyNewIsLookedAtForAWhile() {
        String newcomer = tokens.of("amelia", Role.USER);
        fail(3);

        Api.Answer refused = get(newcomer);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.kind()).isEqualTo("rate-limited");
        assertThat(refused.header("Retry-After")).isEqualTo("20");
        assertThat(get("Bearer guess").status()).isEqualTo(429);

        api.clock.advance(Duration.ofSeconds(20));
        assertThat(get(newcomer).status()).isEqualTo(200);
    }

    @Test
    void whoWasLetInBeforeIsLetInStill() {
        String amelia = tokens.of("amelia", Role.USER);
        get(amelia);
        fail(3);

        assertThat(get(amelia).status()).isEqualTo(200);
        api.clock.advance(RememberedCredentials.TERM);
        assertThat(get(amelia).status()).isEqualTo(200);
    }

    @Test
    void aKeyThatWasRevokedIsNoLongerKnown() {
        PresentedKey key = tokens.key("amelia", Role.USER);
        get("Bearer " + key.text());
        fail(3);
        tokens.keys.revoke(key.id(), api.clock.instant());
        api.clock.advance(RememberedCredentials.TERM);

        assertThat(get("Bearer " + key.text()).status()).isEqualTo(401);
        assertThat(get("Bearer " + key.text()).status()).isEqualTo(429);
    }

    @Test
    void theSameAgainAndAgainCountsOnce() {
        for (int i = 0; i < 10; i++) {
            assertThat(get("Bearer expired long ago").status()).isEqualTo(401);
        }

        assertThat(get(tokens.of("amelia", Role.USER)).status()).isEqualTo(200);
    }

    @Test
    void theSameIsKnownAgainAfterAPause() {
        for (int round = 0; round < 3; round++) {
            fail(3);
            api.clock.advance(Duration.ofMinutes(5));
        }
        fail(3);

        assertThat(get(tokens.of("amelia", Role.USER)).status()).isEqualTo(200);
    }

    @Test
    void whatLetSomebodyInBeforeIsNoGuess() {
        List<PresentedKey> keys =
                Stream.generate(() -> tokens.key("amelia", Role.USER)).limit(4).toList();
        keys.forEach(key -> get("Bearer " + key.text()));
        keys.forEach(key -> tokens.keys.revoke(key.id(), api.clock.instant()));
        api.clock.advance(RememberedCredentials.TERM);
        for (int i = 0; i < 2; i++) {
            assertThat(keys)
                    .allSatisfy(key ->
                            assertThat(get("Bearer " + key.text()).status()).isEqualTo(401));
        }

        assertThat(get(tokens.of("amelia", Role.USER)).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatHasExpiredIsNoGuess() {
        assertThat(newcomerAfterExpired(SignedTokens.KEY)).isEqualTo(200);
    }

    @Test
    void oneThatOnlySaysThatItHasExpiredIsAGuess() {
        assertThat(newcomerAfterExpired(SignedTokens.IMPOSTOR)).isEqualTo(429);
    }

    /** What one more is answered after three expired tokens that are signed so. */
    private int newcomerAfterExpired(RSAKey key) {
        try (SignedTokens issued = new SignedTokens(api.clock);
                Api other = Api.with(parts -> parts.withAuthentication(
                        issued.authentication(api.clock).withFailuresAMinute(3)))) {
            for (int i = 0; i < 3; i++) {
                Date end = issued.in(-31 - i);
                String expired = "Bearer " + issued.signed(key, claims -> claims.expirationTime(end));
                assertThat(other.get(MINE, "Authorization", expired).status()).isEqualTo(401);
            }
            return other.get(MINE, "Authorization", issued.of("amelia", Role.USER))
                    .status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/openapi.json"})
    void whatIsForEverybodyStaysSo(String path) {
        fail(3);

        assertThat(api.get(path, "Authorization", "Bearer guess").status()).isEqualTo(200);
    }

    @Test
    void whoSaysNothingHasGuessedNothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(api.get(MINE).status()).isEqualTo(401);
        }

        assertThat(get(tokens.of("amelia", Role.USER)).status()).isEqualTo(200);
    }

    @Test
    void thereMayBeNoLimit() {
        try (Api open = Api.with(parts ->
                parts.withAuthentication(tokens.authentication(parts.clock()).withFailuresAMinute(0)))) {
            for (int i = 0; i < 50; i++) {
                assertThat(open.get(MINE, "Authorization", "Bearer guess " + i).status())
                        .isEqualTo(401);
            }
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(get("Bearer guess " + i).status()).isEqualTo(401);
        }
    }

    private Api.Answer get(String proof) {
        return api.get(MINE, "Authorization", proof);
    }
}
