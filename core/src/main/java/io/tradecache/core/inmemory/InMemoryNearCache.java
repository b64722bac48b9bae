package io.tradecache.core.inmemory;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.port.NearCache;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A near cache of the plain JDK, bounded by a number of keys, of which the least recently used go first. For tests and
 * small applications: all its calls share one lock. Thread-safe.
 */
public final class InMemoryNearCache implements NearCache {

    private static final float LOAD_FACTOR = 0.75f;

    private final Clock clock;
    private final Map<String, Copy> copies;

    /**
     * A near cache.
     *
     * @param clock what lifetimes are measured by
     * @param capacity how many keys are kept at most; above zero
     */
    public InMemoryNearCache(Clock clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be above zero, but is " + capacity);
        }
        this.clock = clock;
        this.copies = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Copy> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    @SuppressWarnings(
            "unchecked") // What is under a key was put in under a key of the same text, hence of the same type.
    public synchronized <T> @Nullable Cached<T> find(CacheKey<T> key) {
        Copy copy = copies.get(key.text());
        return copy == null || !clock.instant().isBefore(copy.expiry) ? null : (Cached<T>) copy.value;
    }

    @Override
    public synchronized <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {
        Cached<T> present = find(key);
        boolean older =
                present != null && present.entry().version() > value.entry().version();
        if (!older && guard.getAsBoolean()) {
            copies.put(key.text(), new Copy(value, clock.instant().plus(timeToLive)));
        }
    }

    @Override
    public synchronized void remove(String keyText) {
        copies.remove(keyText);
    }

    @Override
    public synchronized void removeAll() {
        copies.clear();
    }

    private record Copy(Cached<?> value, Instant expiry) {}
}
