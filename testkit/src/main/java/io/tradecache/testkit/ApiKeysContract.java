package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.ApiKeyId;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.PortException;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeys} promises. */
@DisplayName("API keys")
public interface ApiKeysContract {

    /** When the first key is made. */
    Instant MONDAY = Instant.parse("2026-03-09T14:30:00Z");

    /** The keys, of which there are none at first. */
    ApiKeys keys();

    @Test
    default void aKeyIsFoundByItsIdAndOpensWithItsSecretOnly() {
        PresentedKey presented = PresentedKey.from(new SecureRandom());
        ApiKey key = kept(presented, "amelia", Role.USER, MONDAY);

        assertThat(keys().find(presented.id())).contains(key);
        assertThat(key.open(presented.secret())).contains(new Principal(new UserId("amelia"), Role.USER));
        assertThat(key.open(PresentedKey.from(new SecureRandom()).secret())).isEmpty();
    }

    @Test
    default void anIdThatNobodyHasIsNotFound() {
        kept(PresentedKey.from(new SecureRandom()), "amelia", Role.USER, MONDAY);

        assertThat(keys().find(new ApiKeyId("0123456789ab"))).isEmpty();
    }

    @Test
    default void allAreListedOldestFirst() {
        ApiKey second = kept(PresentedKey.from(new SecureRandom()), "root", Role.ADMIN, MONDAY.plusSeconds(1));
        ApiKey third = kept(PresentedKey.from(new SecureRandom()), "amelia", Role.USER, MONDAY.plusSeconds(2));

        assertThat(keys().all()).containsExactly(second, third);
    }

    @Test
    default void aRevokedKeyOpensNothingAndIsStillListed() {
        PresentedKey presented = PresentedKey.from(new SecureRandom());
        kept(presented, "amelia", Role.ADMIN, MONDAY);

        assertThat(keys().revoke(presented.id(), MONDAY.plusSeconds(60))).isTrue();

        ApiKey revoked = keys().find(presented.id()).orElseThrow();
        assertThat(revoked.open(presented.secret())).isEmpty();
        assertThat(revoked.revokedAt()).isEqualTo(MONDAY.plusSeconds(60));
        assertThat(keys().all()).containsExactly(revoked);
    }

    @Test
    default void aKeyIsRevokedOnce() {
        PresentedKey presented = PresentedKey.from(new SecureRandom());
        kept(presented, "amelia", Role.USER, MONDAY);
        keys().revoke(presented.id(), MONDAY.plusSeconds(60));

        assertThat(keys().revoke(presented.id(), MONDAY.plusSeconds(90))).isTrue();
        assertThat(keys().revoke(new ApiKeyId("0123456789ab"), MONDAY)).isFalse();
        assertThat(keys().find(presented.id()).orElseThrow().revokedAt()).isEqualTo(MONDAY.plusSeconds(60));
    }

    @Test
    default void anIdIsNotGivenAway() {
        PresentedKey presented = PresentedKey.from(new SecureRandom());
        ApiKey key = kept(presented, "amelia", Role.USER, MONDAY);

        assertThatThrownBy(() -> kept(presented, "mallory", Role.ADMIN, MONDAY))
                .isInstanceOf(PortException.Corrupt.class);
        assertThat(keys().all()).containsExactly(key);
    }

    private ApiKey kept(PresentedKey presented, String user, Role role, Instant createdAt) {
        ApiKey key = new ApiKey(
                presented.id(), presented.secret().hash(), new Principal(new UserId(user), role), createdAt, null);
        keys().insert(key);
        return key;
    }
}
