package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.Pause;
import io.tradecache.core.port.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The read path of many values at once: one question to the cache for all keys, one call of the loader for all that are
 * missing, each stored under a lease of its own. What another reader is loading right now is waited for, and only when
 * that takes too long loaded here too, and not stored. Thread-safe.
 */
public final class BatchReads {

    private final CacheStore store;
    private final LoadBound loads;
    private final Lifetimes lifetimes;
    private final Pause pause;
    private final Telemetry telemetry;

    /**
     * Wires the read path.
     *
     * @param store the cache
     * @param loads how many loads run at once
     * @param lifetimes how long values live
     * @param pause how a thread waits
     * @param telemetry what is counted
     */
    public BatchReads(CacheStore store, LoadBound loads, Lifetimes lifetimes, Pause pause, Telemetry telemetry) {
        this.store = store;
        this.loads = loads;
        this.lifetimes = lifetimes;
        this.pause = pause;
        this.telemetry = telemetry;
    }

    /**
     * Loads several values from their source at once.
     *
     * @param <T> the values' type
     */
    @FunctionalInterface
    public interface Loader<T> {

        /**
         * Loads values.
         *
         * @param keys whose values, at least one
         * @param cacheAnswers whether the cache could be asked; false calls for whatever this node remembers itself
         * @return the values that exist
         */
        Map<CacheKey<T>, Versioned<T>> load(Set<CacheKey<T>> keys, boolean cacheAnswers);
    }

    /**
     * Reads several values.
     *
     * @param keys their keys
     * @param demand which cached values will do
     * @param loader loads those that are missing; whatever it throws reaches the caller
     * @param <T> the values' type
     * @return the values that exist, in the order of the keys, each with where it came from
     */
    public <T> Map<CacheKey<T>, Cached<T>> readAll(Collection<CacheKey<T>> keys, Demand demand, Loader<T> loader) {
        Set<CacheKey<T>> distinct = new LinkedHashSet<>(keys);
        Map<CacheKey<T>, Cached<T>> found = new Batch<>(demand, loader).read(distinct);
        Map<CacheKey<T>, Cached<T>> inOrder = new LinkedHashMap<>();
        for (CacheKey<T> key : distinct) {
            Cached<T> cached = found.get(key);
            if (cached != null) {
                inOrder.put(key, cached);
            }
        }
        return inOrder;
    }

    /** One reading of many keys. */
    private final class Batch<T> {
        private final Demand demand;
        private final Loader<T> loader;
        private final Waiting waiting;
        private final Map<CacheKey<T>, Cached<T>> found = new HashMap<>();
        private final Map<CacheKey<T>, Lease<T>> leases = new HashMap<>();
        private final Set<CacheKey<T>> failed = new HashSet<>();
        private final Set<CacheKey<T>> held = new LinkedHashSet<>();

        Batch(Demand demand, Loader<T> loader) {
            this.demand = demand;
            this.loader = loader;
            this.waiting =
                    new Waiting(lifetimes.clock(), pause, demand.reload() ? Duration.ZERO : ReadThrough.PATIENCE);
        }

        Map<CacheKey<T>, Cached<T>> read(Set<CacheKey<T>> keys) {
            look(keys);
            loadMine();
            while (!held.isEmpty() && waiting.again()) {
                Set<CacheKey<T>> waitedFor = Set.copyOf(held);
                look(waitedFor);
                waitedFor.stream().filter(found::containsKey).forEach(key -> telemetry.coalesced(key.family()));
                loadMine();
            }
            load(held);
            return found;
        }

        private void look(Set<CacheKey<T>> keys) {
            held.removeAll(keys);
            store.findAll(keys).forEach((key, lookup) -> {
                Lookup<T> answer =
                        lookup instanceof Lookup.Hit<T> hit && !demand.accepts(hit.entry()) ? store.renew(key) : lookup;
                answer.match(
                        hit -> {
                            telemetry.hit(key.family());
                            return found.put(key, new Cached<>(hit.entry(), hit.source()));
                        },
                        leased -> leases.put(key, leased.lease()),
                        elsewhere -> held.add(key),
                        failure -> failed.add(key));
            });
        }

        /** What nobody else is going to load. */
        private void loadMine() {
            Set<CacheKey<T>> mine = new LinkedHashSet<>(leases.keySet());
            mine.addAll(failed);
            load(mine);
            leases.clear();
            failed.clear();
        }

        private void load(Set<CacheKey<T>> keys) {
            if (keys.isEmpty()) {
                return;
            }
            Instant begun = lifetimes.clock().instant();
            Map<CacheKey<T>, Versioned<T>> values;
            try {
                values = loads.run(keys, () -> loader.load(keys, failed.isEmpty()));
            } catch (RuntimeException | Error e) {
                leases.values().forEach(store::release);
                throw e;
            }
            for (CacheKey<T> key : keys) {
                telemetry.miss(key.family());
                Versioned<T> value = values.get(key);
                Lease<T> lease = leases.get(key);
                if (value != null) {
                    CacheEntry<T> entry = CacheEntry.of(value.value(), value.version(), begun);
                    found.put(key, new Cached<>(entry, failed.contains(key) ? Source.BYPASSED : Source.LOADED));
                    fill(lease, entry);
                } else if (lease != null) {
                    store.release(lease);
                }
            }
        }

        private void fill(@Nullable Lease<T> lease, CacheEntry<T> entry) {
            if (lease == null) {
                return;
            }
            CacheKey<T> key = lease.key();
            if (!store.fill(lease, entry, lifetimes.shared(key, entry))) {
                telemetry.fillRefused(key.family());
            }
        }
    }
}
