package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.PortException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    private static final String MINE = Api.AMELIA + "/portfolios";

    private final Tokens tokens = new Tokens();
    private final AtomicInteger lookups = new AtomicInteger();
    private volatile boolean away;
    private final Api api = Api.with(parts -> parts.withAuthentication(
            Authentication.byApiKey(new Counted(), new InMemoryStreamTickets(parts.clock()), parts.clock())));

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whoSaysNothingIsToldHowToSayWhoTheyAre() {
        Api.Answer answer = api.get(MINE);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.kind()).isEqualTo("unauthorized");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"tradecache\"");
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        String key = tokens.key("amelia", Role.USER).text();

        assertThat(api.get(MINE, "Authorization", "bearer " + key).status()).isEqualTo(200);
        assertThat(api.get(MINE, "Authorization", "BEARER  " + key).status()).isEqualTo(200);
    }

    @Test
    void theRightIdWithAnotherSecretIsRefused() {
        PresentedKey key = tokens.key("amelia", Role.USER);
        PresentedKey wrong = new PresentedKey(key.id(), Secret.from(new SecureRandom()));

        Api.Answer answer = api.get(MINE, "Authorization", "Bearer " + wrong.text());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain(wrong.secret().text(), key.id().value());
    }

    @Test
    void anAdministratorsWayIsClosedToUsersWhoAreToldWhatItTakes() {
        Api.Answer answer = api.get("/api/v1/admin/market/overrides", "Authorization", tokens.of("amelia", Role.USER));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.kind()).isEqualTo("forbidden");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    }

    @Test
    void aKeyIsLookedUpOnceInFiveSeconds() {
        String amelia = tokens.of("amelia", Role.USER);
        for (int i = 0; i < 10; i++) {
            assertThat(api.get(MINE, "Authorization", amelia).status()).isEqualTo(200);
        }
        assertThat(lookups).hasValue(1);

        api.clock.advance(Duration.ofSeconds(5));
        api.get(MINE, "Authorization", amelia);

        assertThat(lookups).hasValue(2);
    }

    @Test
    void aRevokedKeyLetsNobodyInAfterFiveSeconds() {
        PresentedKey key = tokens.key("amelia", Role.USER);
        String header = "Bearer " + key.text();
        assertThat(api.get(MINE, "Authorization", header).status()).isEqualTo(200);

        tokens.keys.revoke(key.id(), api.clock.instant());
        api.clock.advance(Duration.ofSeconds(5));

        assertThat(api.get(MINE, "Authorization", header).status()).isEqualTo(401);
    }

    @Test
    void aKeyThatWasRefusedIsLookedUpOnceInASecond() {
        PresentedKey key = PresentedKey.from(new SecureRandom());
        String header = "Bearer " + key.text();
        for (int i = 0; i < 10; i++) {
            Api.Answer answer = api.get(MINE, "Authorization", header);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("detail")).isEqualTo("The API key is unknown or revoked");
        }
        assertThat(lookups).hasValue(1);

        tokens.insert(key, "amelia", Role.USER);
        api.clock.advance(Duration.ofSeconds(1));

        assertThat(api.get(MINE, "Authorization", header).status()).isEqualTo(200);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackProlongsNoRefusal() {
        PresentedKey key = PresentedKey.from(new SecureRandom());
        api.get(MINE, "Authorization", "Bearer " + key.text());

        tokens.insert(key, "amelia", Role.USER);
        api.clock.advance(Duration.ofHours(-1));

        assertThat(api.get(MINE, "Authorization", "Bearer " + key.text()).status())
                .isEqualTo(200);
    }

    @Test
    void aClockThatIsSetBackProlongsNothing() {
        PresentedKey key = tokens.key("amelia", Role.USER);
        String header = "Bearer " + key.text();
        api.get(MINE, "Authorization", header);

        tokens.keys.revoke(key.id(), api.clock.instant());
        api.clock.advance(Duration.ofHours(-1));

        assertThat(api.get(MINE, "Authorization", header).status()).isEqualTo(401);
    }

    @Test
    void whileTheDatabaseIsAwayThoseWhoWereLetInAMomentAgoAreServed() {
        String amelia = tokens.of("amelia", Role.USER);
        String bob = tokens.of("bob", Role.USER);
        api.get(MINE, "Authorization", amelia);
        away = true;

        assertThat(api.get(MINE, "Authorization", amelia).status()).isEqualTo(200);
        Api.Answer refused = api.get("/api/v1/users/bob/portfolios", "Authorization", bob);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.kind()).isEqualTo("database-unavailable");
    }

    @Test
    void afterTheDatabaseWasAwayThoseWhoWereLetInBeforeAreStillKnown() {
        String amelia = tokens.of("amelia", Role.USER);
        api.get(MINE, "Authorization", amelia);
        api.clock.advance(RememberedCredentials.TERM);
        away = true;
        assertThat(api.get(MINE, "Authorization", amelia).status()).isEqualTo(503);
        away = false;
        for (int i = 0; i < Authentication.FAILURES_A_MINUTE; i++) {
            api.get(MINE, "Authorization", "Bearer guess " + i);
        }

        assertThat(api.get(MINE, "Authorization", tokens.of("bob", Role.USER)).status())
                .isEqualTo(429);
        assertThat(api.get(MINE, "Authorization", amelia).status()).isEqualTo(200);
    }

    @Test
    void onlySoManyAreRemembered() {
        RememberedCredentials credentials = new RememberedCredentials(new ApiKeyCredentials(new Counted()), api.clock);
        String key = tokens.key("amelia", Role.USER).text();
        for (int i = 0; i < RememberedCredentials.MOST + 5; i++) {
            credentials.verify(tokens.key("user" + i, Role.USER).text());
        }
        credentials.verify(key);

        assertThat(credentials.size()).isLessThanOrEqualTo(RememberedCredentials.MOST);
        assertThat(lookups).hasValue(RememberedCredentials.MOST + 6);
    }

    /** The keys, with a count of how often one is looked up. */
    private final class Counted implements ApiKeys {
        @Override
        public void insert(ApiKey key) {
            tokens.keys.insert(key);
        }

        @Override
        public Optional<ApiKey> find(ApiKeyId id) {
            lookups.incrementAndGet();
            if (away) {
                throw new PortException.Unavailable("database", "find API key", new IllegalStateException("away"));
            }
            return tokens.keys.find(id);
        }

        @Override
        public List<ApiKey> all() {
            return tokens.keys.all();
        }

        @Override
        public boolean revoke(ApiKeyId id, Instant at) {
            return tokens.keys.revoke(id, at);
        }
    }
}
