package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The race must find what it looks for: a cache that is filled as caches usually are. */
class StaleSetRaceTest {

    private static final int SCHEDULES = 200;

    @Test
    void itCatchesACacheThatStoresWhateverItIsGiven() {
        long caught = IntStream.range(0, SCHEDULES)
                .filter(seed -> isCaught(new UnguardedStore(memory()), seed))
                .count();

        assertThat(caught).isPositive();
    }

    @Test
    void itCatchesNothingInACacheWithLeases() {
        long caught = IntStream.range(0, SCHEDULES)
                .filter(seed -> isCaught(memory(), seed))
                .count();

        assertThat(caught).isZero();
    }

    private static boolean isCaught(CacheStore store, int seed) {
        try {
            StaleSetRace.run(store, seed);
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }

    private static CacheStore memory() {
        return new InMemoryCacheStore(ManualClock.at("2026-03-09T14:30:00Z"), new InMemoryEventBus());
    }

    /** Deletes and sets, without leases and versions. */
    private record UnguardedStore(CacheStore memory) implements CacheStore {

        @Override
        public <T> Lookup<T> find(CacheKey<T> key) {
            Lookup<T> lookup = memory.find(key);
            return lookup instanceof Lookup.HeldElsewhere ? new Lookup.Leased<>(new Lease<>(key, "any")) : lookup;
        }

        @Override
        public <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
            return memory.findAll(keys);
        }

        @Override
        public <T> Lookup<T> renew(CacheKey<T> key) {
            return new Lookup.Leased<>(new Lease<>(key, "any"));
        }

        @Override
        public <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
            CacheEntry<T> unversioned = new CacheEntry<>(entry.value(), 0, entry.storedAt(), null);
            return memory.putIfNewer(lease.key(), unversioned, timeToLive);
        }

        @Override
        public void release(Lease<?> lease) {}

        @Override
        public boolean invalidate(Invalidation invalidation) {
            invalidation.targets().forEach(target -> memory.invalidate(Samples.invalidation(target.key(), 0)));
            return true;
        }

        @Override
        public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
            return memory.forgetAll(beginnings, event);
        }

        @Override
        public Optional<String> run() {
            return memory.run();
        }

        @Override
        public <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
            return memory.putIfNewer(key, entry, timeToLive);
        }
    }
}
