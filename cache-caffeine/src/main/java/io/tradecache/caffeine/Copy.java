package io.tradecache.caffeine;

import com.github.benmanes.caffeine.cache.Expiry;
import io.tradecache.core.model.cache.Cached;

/**
 * What stands under a key. It knows its own end, so that looking at it, or leaving it where it is, never prolongs its
 * life. Immutable.
 *
 * @param value what was put in
 * @param weight how many bytes it is reckoned to take
 * @param end when its time is over, as the cache's ticker counts it, in nanoseconds
 */
record Copy(Cached<?> value, int weight, long end) {

    /** Ends each copy at its end. */
    static final Expiry<String, Copy> EXPIRY = new Expiry<>() {
        @Override
        public long expireAfterCreate(String key, Copy copy, long now) {
            return Math.max(0, copy.end - now);
        }

        @Override
        public long expireAfterUpdate(String key, Copy copy, long now, long currentDuration) {
            return Math.max(0, copy.end - now);
        }

        @Override
        public long expireAfterRead(String key, Copy copy, long now, long currentDuration) {
            return currentDuration;
        }
    };

    boolean isNewerThan(Copy other) {
        return value.entry().version() > other.value.entry().version();
    }
}
