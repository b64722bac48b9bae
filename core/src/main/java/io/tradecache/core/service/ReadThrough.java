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
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only read path of every single cached value: this node's own copy, else another reader's load that began late
 * enough, else the shared cache, else the source under a lease that was taken before the load began. Whoever finds the
 * lease with somebody else waits for that one's value. Trouble with the cache never fails a read; trouble with the source
 * reaches the caller and is never cached. Thread-safe.
 *
 * <p>{@link BatchReads} does the same for several keys at once.
 */
public final class ReadThrough {

    /** No reader waits longer for another's load before it loads by itself. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CacheStore store;
    private final NearCopies near;
    private final LoadBound loads;
    private final Lifetimes lifetimes;
    private final Pause pause;
    private final Telemetry telemetry;
    private final Flights flights;

    /**
     * Wires the read path.
     *
     * @param store the cache that all nodes share
     * @param near the copies of this node
     * @param loads how many loads run at once
     * @param lifetimes how long values live
     * @param pause how a thread waits
     * @param telemetry what is counted
     */
    public ReadThrough(
            CacheStore store, NearCopies near, LoadBound loads, Lifetimes lifetimes, Pause pause, Telemetry telemetry) {
        this.store = store;
        this.near = near;
        this.loads = loads;
        this.lifetimes = lifetimes;
        this.pause = pause;
        this.telemetry = telemetry;
        this.flights = new Flights(pause);
    }

    /**
     * Reads a value that is kept elsewhere.
     *
     * @param key its key
     * @param demand which cached values will do
     * @param loader loads the value from its source; whatever it throws reaches the caller
     * @param <T> the value's type
     * @return the value and where it came from
     */
    public <T> Cached<T> read(CacheKey<T> key, Demand demand, Supplier<Versioned<T>> loader) {
        Cached<T> copy = near.find(key);
        if (copy != null && demand.accepts(copy.entry())) {
            telemetry.hit(key.family());
            return copy;
        }
        Flights.Start start = near.start(key);
        Supplier<Versioned<T>> bounded = () -> loads.run(key, loader);
        Supplier<Cached<T>> alone =
                () -> new Attempt<>(key, start.stamp(), demand::accepts, patience(demand), bounded).run();
        return counted(key, demand.reload() ? alone.get() : shared(key, start, demand, alone));
    }

    /**
     * Reads a value that is computed from other values at hand, so that nobody need wait for anybody, nor for the loads
     * that are under way.
     *
     * @param key its key
     * @param accepted whether a cached value was computed from nothing older
     * @param compute computes the value
     * @param <T> the value's type
     * @return the value and where it came from
     */
    public <T> Cached<T> derive(CacheKey<T> key, Predicate<T> accepted, Supplier<Versioned<T>> compute) {
        Cached<T> copy = near.find(key);
        if (copy != null && accepted.test(copy.value())) {
            telemetry.hit(key.family());
            return copy;
        }
        Predicate<CacheEntry<T>> acceptedEntry = entry -> accepted.test(entry.value());
        return counted(key, new Attempt<>(key, near.stamp(key), acceptedEntry, Duration.ZERO, compute).run());
    }

    private <T> Cached<T> shared(CacheKey<T> key, Flights.Start start, Demand demand, Supplier<Cached<T>> alone) {
        Optional<Flights.Landed<T>> landed = flights.share(key, start, PATIENCE, alone);
        boolean joined = landed.isEmpty() || landed.get().joined();
        if (joined && (landed.isEmpty() || !demand.accepts(landed.get().value().entry()))) {
            return alone.get();
        }
        if (joined) {
            telemetry.coalesced(key.family());
        }
        return landed.get().value();
    }

    private static Duration patience(Demand demand) {
        return demand.reload() ? Duration.ZERO : PATIENCE;
    }

    private <T> Cached<T> counted(CacheKey<T> key, Cached<T> result) {
        if (result.source() == Source.LOADED || result.source() == Source.BYPASSED) {
            telemetry.miss(key.family());
        } else {
            telemetry.hit(key.family());
        }
        return result;
    }

    /** One read of the shared cache, from the first question to the answer. */
    private final class Attempt<T> {
        private final CacheKey<T> key;
        private final long stamp;
        private final Predicate<CacheEntry<T>> accepted;
        private final Supplier<Versioned<T>> loader;
        private final Waiting waiting;
        private final Untold.@Nullable Mark untold;

        Attempt(
                CacheKey<T> key,
                long stamp,
                Predicate<CacheEntry<T>> accepted,
                Duration patience,
                Supplier<Versioned<T>> loader) {
            this.key = key;
            this.stamp = stamp;
            this.accepted = accepted;
            this.loader = loader;
            this.waiting = new Waiting(lifetimes.clock(), pause, patience);
            this.untold = near.untold().of(key.text());
        }

        Cached<T> run() {
            while (true) {
                Optional<Cached<T>> answer = answer(store.find(key));
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
        }

        /** Empty when it is worth asking again. */
        private Optional<Cached<T>> answer(Lookup<T> lookup) {
            return lookup.match(
                    hit -> isAccepted(hit.entry())
                            ? Optional.of(kept(new Cached<>(hit.entry(), hit.source())))
                            : answer(store.renew(key)),
                    leased -> Optional.of(load(leased.lease())),
                    held -> waiting.again() ? Optional.empty() : Optional.of(new Cached<>(loaded(), Source.LOADED)),
                    failure -> Optional.of(kept(new Cached<>(loaded(), Source.BYPASSED))));
        }

        private boolean isAccepted(CacheEntry<T> entry) {
            return accepted.test(entry) && (untold == null || !untold.hides(entry));
        }

        private Cached<T> load(Lease<T> lease) {
            CacheEntry<T> entry;
            try {
                entry = loaded();
            } catch (RuntimeException | Error e) {
                store.release(lease);
                throw e;
            }
            Cached<T> result = new Cached<>(entry, Source.LOADED);
            if (store.fill(lease, entry, lifetimes.shared(key, entry))) {
                if (untold != null) {
                    near.untold().replaced(key.text(), untold);
                }
                return kept(result);
            }
            telemetry.fillRefused(key.family());
            return result;
        }

        private CacheEntry<T> loaded() {
            Instant begun = lifetimes.clock().instant();
            Versioned<T> value = loader.get();
            return store.prepared(CacheEntry.of(value.value(), value.version(), begun));
        }

        /** Also in the near cache, for as long as the shared cache would keep it, but not for long. */
        private Cached<T> kept(Cached<T> result) {
            near.offer(key, result, lifetimes.near(key, result.entry()), stamp);
            return result;
        }
    }
}
