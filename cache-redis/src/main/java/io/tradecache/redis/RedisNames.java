package io.tradecache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradecache.core.model.cache.CacheKey;

/** How keys and channels are called in Redis. Immutable. */
record RedisNames(String prefix) {

    byte[] value(CacheKey<?> key) {
        return valuesFrom(key.text()).getBytes(UTF_8);
    }

    /** The hash with the lease and the version floor. The braces put it into the slot of its key. */
    byte[] companion(CacheKey<?> key) {
        return (companionsFrom(key.text()) + "}").getBytes(UTF_8);
    }

    /** How the names of all values begin whose keys begin so. */
    String valuesFrom(String beginning) {
        return prefix + beginning;
    }

    /** How the names of all companions begin whose keys begin so. */
    String companionsFrom(String beginning) {
        return prefix + "lease:{" + prefix + beginning;
    }

    byte[] invalidations() {
        return (prefix + "cache_invalidation").getBytes(UTF_8);
    }

    byte[] prices() {
        return (prefix + "price_updates").getBytes(UTF_8);
    }

    byte[] heartbeats() {
        return (prefix + "cache_heartbeat").getBytes(UTF_8);
    }
}
