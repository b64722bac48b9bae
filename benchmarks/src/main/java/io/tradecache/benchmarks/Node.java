package io.tradecache.benchmarks;

import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.service.Lifetimes;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.NearCopies;
import io.tradecache.core.service.NearTrust;
import io.tradecache.core.service.ReadThrough;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** The read path of one node, as the front door builds it, but for a bus that is trusted for an hour. */
final class Node {

    /** A loader for reads that must hit: one that loads would measure something else. */
    static final Supplier<Versioned<Portfolio>> MUST_NOT_LOAD = () -> {
        throw new IllegalStateException("the cache should have answered");
    };

    private Node() {}

    static ReadThrough reads(CacheStore store, NearCache near, Telemetry telemetry) {
        NearTrust trust = new NearTrust(System::nanoTime, Duration.ofHours(1), NearTrust.LOG_BOUND);
        NearCopies copies = new NearCopies(near, trust, telemetry);
        copies.heardAllUntil(System.nanoTime());
        return new ReadThrough(
                store,
                copies,
                new LoadBound(LoadBound.DEFAULT_LOADS),
                new Lifetimes(TimeToLive.GUIDE, new AlwaysOpen(), Clock.systemUTC()),
                time -> Thread.sleep(time.toMillis()),
                telemetry);
    }

    /** Counts hits and misses by family, as the adapter for metrics does. */
    static final class Counting implements Telemetry {
        private final Map<Family, LongAdder> hits = adders();
        private final Map<Family, LongAdder> misses = adders();

        @Override
        public void hit(Family family) {
            adder(hits, family).increment();
        }

        @Override
        public void miss(Family family) {
            adder(misses, family).increment();
        }

        @Override
        public void cacheError(String operation, Family family) {}

        @Override
        public void cacheCall(String operation, Duration took) {}

        @Override
        public void invalidated(String operation, boolean told) {}

        @Override
        public void versionConflict(String entity) {}

        private static LongAdder adder(Map<Family, LongAdder> adders, Family family) {
            return Objects.requireNonNull(adders.get(family));
        }

        private static Map<Family, LongAdder> adders() {
            Map<Family, LongAdder> adders = new EnumMap<>(Family.class);
            for (Family family : Family.values()) {
                adders.put(family, new LongAdder());
            }
            return adders;
        }
    }
}
