package io.tradecache.core.port;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded cache inside this process, as a plain store: it never loads, and decides nothing but what to drop when it is
 * full. It hands out the very objects that were put in. Thread-safe.
 */
public interface NearCache {

    /** Keeps nothing. */
    NearCache NONE = new NearCache() {
        @Override
        public <T> @Nullable Cached<T> find(CacheKey<T> key) {
            return null;
        }

        @Override
        public <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {}

        @Override
        public void remove(String keyText) {}

        @Override
        public void removeAll() {}
    };

    /**
     * The value of a key.
     *
     * @param key the key
     * @param <T> the type of its value
     * @return what was put in last, or null when there is nothing or its time is over
     */
    <T> @Nullable Cached<T> find(CacheKey<T> key);

    /**
     * Puts a value in if the guard allows it and no newer version is there. The guard is asked while no {@link #remove} of
     * this key and no {@link #removeAll} can run, so a removal that follows whatever makes the guard say no finds the value
     * or prevents it.
     *
     * @param key the key
     * @param value what {@link #find} will give
     * @param timeToLive how long it may stay; above zero
     * @param guard whether the value may go in; must be quick and must not call this cache
     * @param <T> the type of the value
     */
    <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard);

    /**
     * Drops a value.
     *
     * @param keyText the key as text; nothing happens when it is not there
     */
    void remove(String keyText);

    /** Drops every value that is there at this moment. */
    void removeAll();
}
