package io.tradecache.testkit.simulation;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A cache with a gate before every call.
 *
 * @param store what answers
 * @param baton handed on at the gates
 */
public record GatedCacheStore(CacheStore store, Baton baton) implements CacheStore {

    @Override
    public <T> Lookup<T> find(CacheKey<T> key) {
        baton.gate("find");
        return store.find(key);
    }

    @Override
    public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        baton.gate("findAll");
        return store.findAll(keys);
    }

    @Override
    public <T> Lookup<T> renew(CacheKey<T> key) {
        baton.gate("renew");
        return store.renew(key);
    }

    @Override
    public <T> CacheEntry<T> prepared(CacheEntry<T> entry) {
        return store.prepared(entry);
    }

    @Override
    public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        baton.gate("fill");
        return store.fill(lease, entry, timeToLive);
    }

    @Override
    public void release(Lease<?> lease) {
        baton.gate("release");
        store.release(lease);
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        baton.gate("invalidate");
        return store.invalidate(invalidation);
    }

    @Override
    public boolean invalidateAll(Collection<Invalidation> invalidations) {
        baton.gate("invalidateAll");
        return store.invalidateAll(invalidations);
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        baton.gate("forgetAll");
        return store.forgetAll(beginnings, event);
    }

    @Override
    public Optional<String> run() {
        baton.gate("run");
        return store.run();
    }

    @Override
    public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        baton.gate("putIfNewer");
        return store.putIfNewer(key, entry, timeToLive);
    }
}
