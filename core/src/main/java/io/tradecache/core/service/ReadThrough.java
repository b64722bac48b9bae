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
import io.tradecache.core.port.Pause;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.TimeToLive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The only read path of every single cached value: ask the cache, and on a miss load under a lease that was taken before
 * the load began. Whoever finds the lease with somebody else waits for that one's value. Trouble with the cache never
 * fails a read; trouble with the source reaches the caller and is never cached. Thread-safe.
 *
 * <p>{@link BatchReads} does the same for several keys at once.
 */
public final class ReadThrough {

    /** No reader waits longer for another's load before it loads by itself. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final CacheStore store;
    private final TimeToLive timeToLive;
    private final MarketCalendar calendar;
    private final Clock clock;
    private final Pause pause;
    private final Telemetry telemetry;

    /**
     * Wires the read path.
     *
     * @param store the cache
     * @param timeToLive how long values live
     * @param calendar what the market is doing, which lifetimes depend on
     * @param clock the present
     * @param pause how a thread waits
     * @param telemetry what is counted
     */
    public ReadThrough(
            CacheStore store,
            TimeToLive timeToLive,
            MarketCalendar calendar,
            Clock clock,
            Pause pause,
            Telemetry telemetry) {
        this.store = store;
        this.timeToLive = timeToLive;
        this.calendar = calendar;
        this.clock = clock;
        this.pause = pause;
        this.telemetry = telemetry;
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
        Duration patience = demand.reload() ? Duration.ZERO : PATIENCE;
        return count(key, new Attempt<>(key, demand::accepts, patience, loader).run());
    }

    /**
     * Reads a value that is computed from other values at hand, so that nobody need wait for anybody.
     *
     * @param key its key
     * @param accepted whether a cached value was computed from nothing older
     * @param compute computes the value
     * @param <T> the value's type
     * @return the value and where it came from
     */
    public <T> Cached<T> derive(CacheKey<T> key, Predicate<T> accepted, Supplier<Versioned<T>> compute) {
        Predicate<CacheEntry<T>> acceptedEntry = entry -> accepted.test(entry.value());
        return count(key, new Attempt<>(key, acceptedEntry, Duration.ZERO, compute).run());
    }

    private <T> Cached<T> count(CacheKey<T> key, Cached<T> result) {
        if (result.source() == Source.LOADED || result.source() == Source.BYPASSED) {
            telemetry.miss(key.family());
        } else {
            telemetry.hit(key.family());
        }
        return result;
    }

    /** One read, from the first question to the answer. */
    private final class Attempt<T> {
        private final CacheKey<T> key;
        private final Predicate<CacheEntry<T>> accepted;
        private final Supplier<Versioned<T>> loader;
        private final Instant deadline;
        private Duration nextPause = Duration.ofMillis(1);

        Attempt(CacheKey<T> key, Predicate<CacheEntry<T>> accepted, Duration patience, Supplier<Versioned<T>> loader) {
            this.key = key;
            this.accepted = accepted;
            this.loader = loader;
            this.deadline = clock.instant().plus(patience);
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
                    hit -> accepted.test(hit.entry())
                            ? Optional.of(new Cached<>(hit.entry(), hit.source()))
                            : answer(store.renew(key)),
                    leased -> Optional.of(load(leased.lease())),
                    held -> waited() ? Optional.empty() : Optional.of(new Cached<>(loaded(), Source.LOADED)),
                    failure -> Optional.of(new Cached<>(loaded(), Source.BYPASSED)));
        }

        private Cached<T> load(Lease<T> lease) {
            CacheEntry<T> entry;
            try {
                entry = loaded();
            } catch (RuntimeException | Error e) {
                store.release(lease);
                throw e;
            }
            Duration lifetime = timeToLive.of(key.family(), calendar.moment(clock.instant()));
            store.fill(lease, entry, lifetime);
            return new Cached<>(entry, Source.LOADED);
        }

        private CacheEntry<T> loaded() {
            Instant begun = clock.instant();
            Versioned<T> value = loader.get();
            return CacheEntry.of(value.value(), value.version(), begun);
        }

        private boolean waited() {
            if (!clock.instant().isBefore(deadline)) {
                return false;
            }
            try {
                pause.await(nextPause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            nextPause =
                    nextPause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : nextPause.multipliedBy(2);
            return true;
        }
    }
}
