package io.tradecache.core.inmemory;

import io.tradecache.core.model.cache.CacheEntry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryCacheStore} keeps under one key: a value, a lease and a version floor. Not thread-safe. */
final class CacheSlot {

    private @Nullable CacheEntry<?> entry;
    private Instant expiry = Instant.MIN;
    private @Nullable String token;
    private Instant deadline = Instant.MIN;
    private long floor;
    private Instant floorExpiry = Instant.MIN;

    @Nullable
    CacheEntry<?> entryAt(Instant now) {
        if (entry != null && !now.isBefore(expiry)) {
            entry = null;
        }
        return entry;
    }

    /** Of the value, which must be there. */
    Duration timeToLive(Instant now) {
        return Duration.between(now, expiry);
    }

    /** Zero when the lease is free. */
    Duration heldFor(Instant now) {
        return token == null || !now.isBefore(deadline) ? Duration.ZERO : Duration.between(now, deadline);
    }

    boolean isHeldWith(String shown) {
        return shown.equals(token);
    }

    void hold(String newToken, Instant until) {
        token = newToken;
        deadline = until;
    }

    void release() {
        token = null;
    }

    boolean store(CacheEntry<?> candidate, Duration timeToLive, Instant now) {
        CacheEntry<?> current = entryAt(now);
        boolean isUnderFloor = now.isBefore(floorExpiry) && candidate.version() < floor;
        if (isUnderFloor || (current != null && candidate.version() < current.version())) {
            return false;
        }
        entry = candidate;
        expiry = now.plus(timeToLive);
        return true;
    }

    void invalidate(long version, Instant now, Duration floorLifetime) {
        CacheEntry<?> current = entryAt(now);
        if (version == 0 || current == null || current.version() < version) {
            entry = null;
            token = null;
        }
        if (version > 0) {
            floor = now.isBefore(floorExpiry) ? Math.max(floor, version) : version;
            floorExpiry = now.plus(floorLifetime);
        }
    }
}
