package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradecache.core.model.cache.CacheKey;

/** How keys and channels are called in Redis. Immutable. */
record RedisNames(String prefix) {

    byte[] value(CacheKey<?> key) {
        return (prefix + key.text()).getBytes(UTF_8);
    }

    /** The hash with the lease and the version floor. The braces put it into the slot of its key. */
    byte[] companion(CacheKey<?> key) {
        return (prefix + "lease:{" + prefix + key.text() + "}").getBytes(UTF_8);
    }

    byte[] invalidations() {
        return (prefix + "cache_invalidation").getBytes(UTF_8);
    }
}
