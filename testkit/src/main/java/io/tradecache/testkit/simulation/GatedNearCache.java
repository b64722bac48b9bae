package io.tradecache.testkit.simulation;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.port.NearCache;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies inside a node with a gate before every call that is about certain keys, and one after a removal.
 *
 * @param near what keeps the copies
 * @param baton handed on at the gates
 * @param keys the texts of these keys; a change spoils more than a test looks at
 */
public record GatedNearCache(NearCache near, Baton baton, Set<String> keys) implements NearCache {

    /** Copies the set. */
    public GatedNearCache {
        keys = Set.copyOf(keys);
    }

    @Override
    public <T> @Nullable Cached<T> find(CacheKey<T> key) {
        gate("near.find", key.text());
        return near.find(key);
    }

    @Override
    public <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {
        gate("near.put", key.text());
        near.put(key, value, timeToLive, guard);
    }

    @Override
    public void remove(String keyText) {
        gate("near.remove", keyText);
        near.remove(keyText);
        gate("near.removed", keyText);
    }

    @Override
    public void removeAll() {
        baton.gate("near.removeAll");
        near.removeAll();
    }

    private void gate(String place, String key) {
        if (keys.contains(key)) {
            baton.gate(place);
        }
    }
}
