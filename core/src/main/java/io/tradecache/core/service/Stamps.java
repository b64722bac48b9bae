package io.tradecache.core.service;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts the invalidations that this node knows of, by stripes of keys: whatever was read while its stripe's stamp moved
 * may be old. Two keys of one stripe only make each other load once more. Thread-safe.
 */
final class Stamps {

    private static final int STRIPES = 4096;

    private final AtomicLongArray stamps = new AtomicLongArray(STRIPES);

    long of(String key) {
        return stamps.get(stripe(key));
    }

    void move(String key) {
        stamps.incrementAndGet(stripe(key));
    }

    void moveAll() {
        for (int i = 0; i < STRIPES; i++) {
            stamps.incrementAndGet(i);
        }
    }

    private static int stripe(String key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (STRIPES - 1);
    }
}
