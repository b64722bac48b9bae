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
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.TimeToLive;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The read path of many values at once: one question to the cache for all keys, one call of the loader for all that are
 * missing, each stored under a lease of its own. A value that another reader is loading right now is loaded here too, and
 * not stored, rather than making a whole batch wait for it. Thread-safe.
 */
public final class BatchReads {

    private final CacheStore store;
    private final TimeToLive timeToLive;
    private final MarketCalendar calendar;
    private final Clock clock;
    private final Telemetry telemetry;

    /**
     * Wires the read path.
     *
     * @param store the cache
     * @param timeToLive how long values live
     * @param calendar what the market is doing, which lifetimes depend on
     * @param clock the present
     * @param telemetry what is counted
     */
    public BatchReads(
            CacheStore store, TimeToLive timeToLive, MarketCalendar calendar, Clock clock, Telemetry telemetry) {
        this.store = store;
        this.timeToLive = timeToLive;
        this.calendar = calendar;
        this.clock = clock;
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
        Map<CacheKey<T>, Cached<T>> found = new HashMap<>();
        Map<CacheKey<T>, Lease<T>> leases = new HashMap<>();
        Set<CacheKey<T>> failed = new HashSet<>();
        look(distinct, demand, found, leases, failed);
        Set<CacheKey<T>> missing = new LinkedHashSet<>(distinct);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(load(missing, leases, failed, loader));
        }
        Map<CacheKey<T>, Cached<T>> inOrder = new LinkedHashMap<>();
        for (CacheKey<T> key : distinct) {
            Cached<T> cached = found.get(key);
            if (cached != null) {
                inOrder.put(key, cached);
            }
        }
        return inOrder;
    }

    private <T> void look(
            Set<CacheKey<T>> keys,
            Demand demand,
            Map<CacheKey<T>, Cached<T>> found,
            Map<CacheKey<T>, Lease<T>> leases,
            Set<CacheKey<T>> failed) {
        store.findAll(keys).forEach((key, lookup) -> {
            Lookup<T> answer =
                    lookup instanceof Lookup.Hit<T> hit && !demand.accepts(hit.entry()) ? store.renew(key) : lookup;
            answer.match(
                    hit -> found.put(key, new Cached<>(hit.entry(), hit.source())),
                    leased -> leases.put(key, leased.lease()),
                    held -> null,
                    failure -> failed.add(key));
        });
        found.keySet().forEach(key -> telemetry.hit(key.family()));
    }

    private <T> Map<CacheKey<T>, Cached<T>> load(
            Set<CacheKey<T>> missing, Map<CacheKey<T>, Lease<T>> leases, Set<CacheKey<T>> failed, Loader<T> loader) {
        Instant begun = clock.instant();
        Map<CacheKey<T>, Versioned<T>> values;
        try {
            values = loader.load(missing, failed.isEmpty());
        } catch (RuntimeException | Error e) {
            leases.values().forEach(store::release);
            throw e;
        }
        Map<CacheKey<T>, Cached<T>> loaded = new HashMap<>();
        for (CacheKey<T> key : missing) {
            telemetry.miss(key.family());
            Versioned<T> value = values.get(key);
            Lease<T> lease = leases.get(key);
            if (value != null) {
                CacheEntry<T> entry = CacheEntry.of(value.value(), value.version(), begun);
                loaded.put(key, new Cached<>(entry, failed.contains(key) ? Source.BYPASSED : Source.LOADED));
                if (lease != null) {
                    store.fill(lease, entry, timeToLive.of(key.family(), calendar.moment(clock.instant())));
                }
            } else if (lease != null) {
                store.release(lease);
            }
        }
        return loaded;
    }
}
