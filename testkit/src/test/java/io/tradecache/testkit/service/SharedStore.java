package io.tradecache.testkit.service;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store that says of its values that all nodes share them, and remembers what it was asked for. Thread-safe. */
final class SharedStore implements CacheStore {

    private final CacheStore store;
    private final List<List<CacheKey<?>>> asked = Collections.synchronizedList(new ArrayList<>());

    SharedStore(CacheStore store) {
        this.store = store;
    }

    /** The keys of each look-up, in the order of the look-ups. */
    List<List<CacheKey<?>>> asked() {
        return asked;
    }

    @Override
    public <T> Lookup<T> find(CacheKey<T> key) {
        asked.add(List.of(key));
        return shared(store.find(key));
    }

    @Override
    public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        asked.add(List.copyOf(keys));
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        store.findAll(keys).forEach((key, lookup) -> answers.put(key, shared(lookup)));
        return answers;
    }

    @Override
    public <T> Lookup<T> renew(CacheKey<T> key) {
        return store.renew(key);
    }

    @Override
    public <T> CacheEntry<T> prepared(CacheEntry<T> entry) {
        byte[] json = ("version " + entry.version()).getBytes(StandardCharsets.UTF_8);
        return new CacheEntry<>(entry.value(), entry.version(), entry.storedAt(), json);
    }

    @Override
    public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        return store.fill(lease, entry, timeToLive);
    }

    @Override
    public void release(Lease<?> lease) {
        store.release(lease);
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        return store.invalidate(invalidation);
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        return store.forgetAll(beginnings, event);
    }

    @Override
    public Optional<String> run() {
        return store.run();
    }

    @Override
    public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        return store.putIfNewer(key, entry, timeToLive);
    }

    private static <T> Lookup<T> shared(Lookup<T> lookup) {
        return lookup instanceof Lookup.Hit<T> hit ? new Lookup.Hit<>(hit.entry(), Source.SHARED) : lookup;
    }
}
