package io.tradecache.http;

import io.tradecache.core.inmemory.InMemoryApiKeys;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.port.ApiKeys;
import java.security.SecureRandom;
import java.time.Instant;

/** API keys to hand out in tests. */
final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    final ApiKeys keys = new InMemoryApiKeys();

    /** A new key, as the value of an Authorization header. */
    String of(String user, Role role) {
        return "Bearer " + key(user, role).text();
    }

    /** A new key. */
    PresentedKey key(String user, Role role) {
        PresentedKey presented = PresentedKey.from(RANDOM);
        keys.insert(new ApiKey(
                presented.id(), presented.secret().hash(), new Principal(new UserId(user), role), Instant.EPOCH, null));
        return presented;
    }
}
