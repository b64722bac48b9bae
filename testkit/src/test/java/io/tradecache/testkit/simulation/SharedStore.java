package io.tradecache.testkit.simulation;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The one cache of all nodes: it can be restarted empty, and it has a replica that does what it did, but later, and can
 * take its place. Not thread-safe: only the holder of the baton uses it.
 */
final class SharedStore implements CacheStore {

    private final InMemoryCacheStore replica;
    private final Ledger ledger;
    private final Deque<Function<CacheStore, ?>> behind = new ArrayDeque<>();
    private InMemoryCacheStore primary;

    SharedStore(SimulatedTime time, Network network, Ledger ledger) {
        this.ledger = ledger;
        this.primary = new InMemoryCacheStore(time.clock(), publishing(network, () -> true));
        this.replica = new InMemoryCacheStore(time.clock(), publishing(network, this::isReplicaInCharge));
    }

    private static InMemoryEventBus publishing(Network network, BooleanSupplier inCharge) {
        InMemoryEventBus bus = new InMemoryEventBus();
        bus.onChange(event -> {
            if (inCharge.getAsBoolean()) {
                network.publish(event);
            }
        });
        return bus;
    }

    private boolean isReplicaInCharge() {
        return primary == replica;
    }

    void restart() {
        primary.restart();
        behind.clear();
        behind.add(store -> {
            replica.restart();
            return true;
        });
    }

    /** Lets the replica catch up by so many calls. */
    void replicate(int calls) {
        for (int i = 0; i < calls && !behind.isEmpty(); i++) {
            Object unused = behind.remove().apply(replica);
        }
    }

    /** Puts the replica in charge, which has not heard of the newest calls and never will. */
    void failOver() {
        behind.clear();
        primary = replica;
    }

    @Override
    public <T> Lookup<T> find(CacheKey<T> key) {
        return checked(key, call(store -> store.find(key)));
    }

    @Override
    public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        keys.forEach(key -> answers.put(key, find(key)));
        return answers;
    }

    @Override
    public <T> Lookup<T> renew(CacheKey<T> key) {
        return call(store -> store.renew(key));
    }

    @Override
    public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        boolean stored = call(store -> store.fill(lease, entry, timeToLive));
        if (stored) {
            ledger.checkShared(lease.key().text(), Portfolios.version(entry.value()));
        }
        return stored;
    }

    @Override
    public void release(Lease<?> lease) {
        call(store -> {
            store.release(lease);
            return true;
        });
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        return call(store -> store.invalidate(invalidation));
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        return call(store -> store.forgetAll(beginnings, event));
    }

    @Override
    public Optional<String> run() {
        return primary.run();
    }

    @Override
    public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        return call(store -> store.putIfNewer(key, entry, timeToLive));
    }

    private <R> R call(Function<CacheStore, R> what) {
        if (!isReplicaInCharge()) {
            behind.add(what);
        }
        return what.apply(primary);
    }

    /** A hit here is one of a cache between processes, and nobody may find what is older than promised. */
    private <T> Lookup<T> checked(CacheKey<T> key, Lookup<T> lookup) {
        if (lookup instanceof Lookup.Hit<T> hit) {
            ledger.checkShared(key.text(), Portfolios.version(hit.entry().value()));
            return new Lookup.Hit<>(hit.entry(), Source.SHARED);
        }
        return lookup;
    }
}
