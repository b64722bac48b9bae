package io.tradecache.testkit;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A cache that cannot be reached whenever a test says so. It fails as the port promises: by its answers, never by an
 * exception, and without doing anything. Thread-safe when the store behind it is.
 */
public final class FaultyCacheStore implements CacheStore {

    private final CacheStore store;
    private volatile boolean broken;

    /**
     * A cache that works until {@link #fail} is called.
     *
     * @param store what answers as long as it works
     */
    public FaultyCacheStore(CacheStore store) {
        this.store = store;
    }

    /** Fails every call from now on. */
    public void fail() {
        broken = true;
    }

    /** Works again from now on. */
    public void heal() {
        broken = false;
    }

    @Override
    public <T> Lookup<T> find(CacheKey<T> key) {
        return broken ? failure() : store.find(key);
    }

    @Override
    public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        if (!broken) {
            return store.findAll(keys);
        }
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        keys.forEach(key -> answers.put(key, failure()));
        return answers;
    }

    @Override
    public <T> Lookup<T> renew(CacheKey<T> key) {
        return broken ? failure() : store.renew(key);
    }

    @Override
    public <T> CacheEntry<T> prepared(CacheEntry<T> entry) {
        return store.prepared(entry);
    }

    @Override
    public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        return !broken && store.fill(lease, entry, timeToLive);
    }

    @Override
    public void release(Lease<?> lease) {
        if (!broken) {
            store.release(lease);
        }
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        return !broken && store.invalidate(invalidation);
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        return !broken && store.forgetAll(beginnings, event);
    }

    @Override
    public Optional<String> run() {
        return broken ? Optional.empty() : store.run();
    }

    @Override
    public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        return !broken && store.putIfNewer(key, entry, timeToLive);
    }

    private static <T> Lookup<T> failure() {
        return new Lookup.Failure<>("broken by the test");
    }
}
