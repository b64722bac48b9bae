package io.tradecache.testkit.simulation;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryNearCache;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.service.ChangeLogApplier;
import io.tradecache.core.service.ChangeLogTail;
import io.tradecache.testkit.FaultyCacheStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One process of the simulated world: a whole tradecache with its loops. */
final class Node {

    final int index;
    final FaultyCacheStore cache;
    final Tradecache tradecache;
    final ChangeLogTail tail;
    final ChangeLogApplier applier;
    final Network.Link link;
    private final NearCache copies;
    private boolean dead;

    Node(int index, World world) {
        this.index = index;
        this.cache = new FaultyCacheStore(world.store);
        this.copies = new InMemoryNearCache(world.time.clock(), 100);
        this.link = world.network.link(index);
        AtomicInteger ids = new AtomicInteger();
        GatedChangeLog log = new GatedChangeLog(world.database.changeLog(), world.baton);
        LongSupplier nanoTime = () -> {
            if (world.fine) {
                world.baton.gate("time");
            }
            return world.time.nanoTime();
        };
        this.tradecache = Tradecache.builder(
                        new GatedCacheStore(cache, world.baton),
                        world.persistence,
                        new InMemoryPriceFeed(world.time.clock()),
                        world.time.clock())
                .near(new GatedNearCache(copies, world.baton, Portfolios.KEYS))
                .nanoTime(nanoTime)
                .pause(world.time.pause(world.baton))
                .ids(() -> index + "-" + ids.incrementAndGet())
                .node("node-" + index)
                .telemetry(new Counting(world.tally))
                .build();
        this.tail = tradecache.coherence().follow(log);
        this.applier = tradecache.coherence().apply(log, world.leadership.of("node-" + index));
    }

    /** The copy that a reader would be given, not counting that it may not be served. */
    <T> @Nullable Cached<T> copy(CacheKey<T> key) {
        return copies.find(key);
    }

    void crash() {
        dead = true;
    }

    boolean isDead() {
        return dead;
    }

    /** Counts what only the inside knows of. */
    private record Counting(Tally tally) implements Telemetry {
        @Override
        public void hit(Family family) {}

        @Override
        public void miss(Family family) {}

        @Override
        public void cacheError(String operation, Family family) {}

        @Override
        public void cacheCall(String operation, Duration took) {}

        @Override
        public void invalidated(String operation, boolean told) {}

        @Override
        public void versionConflict(String entity) {}

        @Override
        public void coalesced(Family family) {
            tally.joined++;
        }

        @Override
        public void fillRefused(Family family) {
            tally.refusedFills++;
        }
    }
}
