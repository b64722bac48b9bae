package io.tradecache.http;

import io.tradecache.core.inmemory.InMemoryApiKeys;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.ApiKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** API keys to hand out in tests. */
final class Tokens implements Proofs {

    private static final SecureRandom RANDOM = new SecureRandom();

    final ApiKeys keys = new InMemoryApiKeys();

    @Override
    public Authentication authentication(Clock clock) {
        return Authentication.byApiKey(keys, new InMemoryStreamTickets(clock), clock);
    }

    @Override
    public String of(String user, Role role) {
        return "Bearer " + key(user, role).text();
    }

    @Override
    public List<String> worthless() {
        PresentedKey known = key("amelia", Role.ADMIN);
        PresentedKey revoked = key("amelia", Role.ADMIN);
        keys.revoke(revoked.id(), Instant.EPOCH);
        return List.of(
                "Bearer " + PresentedKey.from(RANDOM).text(),
                "Bearer " + new PresentedKey(known.id(), Secret.from(RANDOM)).text(),
                "Bearer " + revoked.text());
    }

    /** A new key. */
    PresentedKey key(String user, Role role) {
        PresentedKey presented = PresentedKey.from(RANDOM);
        insert(presented, user, role);
        return presented;
    }

    /** Lets a key in from now on. */
    void insert(PresentedKey key, String user, Role role) {
        keys.insert(
                new ApiKey(key.id(), key.secret().hash(), new Principal(new UserId(user), role), Instant.EPOCH, null));
    }

    @Override
    public void close() {
        // They are nowhere but in the memory.
    }
}
