package io.tradecache.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryNearCache;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Pause;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.service.ChangeLogTail;
import io.tradecache.testkit.FaultyCacheStore;
import io.tradecache.testkit.Samples;
import io.tradecache.testkit.simulation.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the simulation found, each as the shortest story: answers that were older than a node promises. */
class BoundedAgeTest {

    private static final Portfolio FIRST = Samples.portfolio(1);
    private static final CacheKey<Portfolio> KEY = CacheKeys.portfolio(FIRST.userId(), FIRST.portfolioId());
    private static final Duration TOO_LONG = Duration.ofMillis(601);

    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final InMemoryCacheStore shared = new InMemoryCacheStore(time.clock(), bus);
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final List<Duration> joins = new ArrayList<>();

    BoundedAgeTest() {
        database.persistence().portfolios().insert(FIRST);
    }

    @Test
    void aWriterReadsItsOwnWriteThoughTheCacheCouldNotBeTold() {
        FaultyCacheStore cache = new FaultyCacheStore(shared);
        Tradecache writer = node(cache, NearCache.NONE);
        assertThat(read(writer)).isEqualTo(1);
        assertThat(list(writer)).isEqualTo(1);

        cache.fail();
        assertThat(rename(writer)).isTrue();
        cache.heal();

        assertThat(read(writer)).isEqualTo(2);
        assertThat(list(writer)).as("a list has no version to tell its age by").isEqualTo(2);
    }

    @Test
    void whatTheWriterReadsThenIsSharedAgain() {
        FaultyCacheStore cache = new FaultyCacheStore(shared);
        Tradecache writer = node(cache, NearCache.NONE);
        list(writer);
        cache.fail();
        rename(writer);
        cache.heal();

        list(writer);

        assertThat(list(node(shared, NearCache.NONE))).isEqualTo(2);
        database.persistence().portfolios().update(FIRST.withName("Changed by a foreign program"), 2);
        assertThat(list(writer))
                .as("a hit, since the shared list is trusted again")
                .isEqualTo(2);
    }

    @Test
    void aCopyThatWasFoundWithoutProofIsNotServedWhenTheProofComesMeanwhile() {
        InMemoryNearCache copies = new InMemoryNearCache(time.clock(), 10);
        Interrupted interrupted = new Interrupted(copies);
        Tradecache reader = node(shared, interrupted);
        reader.coherence().listenTo(bus);
        bus.beat(time.nanoTime());
        read(reader);
        time.advance(TOO_LONG);
        database.persistence().portfolios().update(FIRST.withName("Changed long ago"), 1);
        shared.restart();
        interrupted.afterFind = () -> {
            copies.remove(KEY.text());
            bus.beat(time.nanoTime());
        };

        assertThat(read(reader)).isEqualTo(2);
    }

    @Test
    void anOldLoadIsNotJoinedByANodeThatMayHaveMissedSomething() {
        Tradecache reader = node(shared, NearCache.NONE);
        List<Cached<Portfolio>> late = new ArrayList<>();

        reader.reads().read(KEY, Demand.ANY, () -> {
            time.advance(TOO_LONG);
            late.add(reader.reads().read(KEY, Demand.ANY, () -> new Versioned<>(Samples.portfolio(2), 2)));
            return new Versioned<>(FIRST, 1);
        });

        assertThat(late.get(0).value().version()).isEqualTo(2);
        assertThat(joins).isEmpty();
    }

    @Test
    void anOldLoadIsJoinedByANodeThatMissedNothing() {
        Tradecache reader = node(shared, NearCache.NONE);
        reader.coherence().listenTo(bus);

        reader.reads().read(KEY, Demand.ANY, () -> {
            time.advance(TOO_LONG);
            bus.beat(time.nanoTime());
            read(reader);
            return new Versioned<>(FIRST, 1);
        });

        assertThat(joins).hasSize(1);
    }

    @Test
    void whatTheLogTellsWhileTheBusIsSilentHidesOlderSharedValues() {
        Tradecache reader = node(shared, NearCache.NONE);
        ChangeLogTail tail = reader.coherence().follow(database.changeLog());
        tail.poll();
        read(reader);
        database.persistence().portfolios().update(FIRST.withName("Changed by a writer that died"), 1);

        tail.poll();

        assertThat(read(reader)).isEqualTo(2);
    }

    @Test
    void whatTheLogToldJustBeforeTheBusFellSilentHidesOlderSharedValues() {
        Tradecache reader = node(shared, NearCache.NONE);
        reader.coherence().listenTo(bus);
        bus.beat(time.nanoTime());
        ChangeLogTail tail = reader.coherence().follow(database.changeLog());
        tail.poll();
        read(reader);
        time.advance(Duration.ofMillis(100));
        database.persistence().portfolios().update(FIRST.withName("Changed by a writer that died"), 1);
        tail.poll();

        time.advance(TOO_LONG.minusMillis(100));
        tail.poll();

        assertThat(read(reader)).isEqualTo(2);
    }

    private Tradecache node(CacheStore cache, NearCache near) {
        return Tradecache.builder(cache, database.persistence(), new InMemoryPriceFeed(time.clock()), time.clock())
                .near(near)
                .nanoTime(time::nanoTime)
                .pause(new Pause() {
                    @Override
                    public void await(Duration duration) {
                        time.advance(duration);
                    }

                    @Override
                    public boolean until(CompletableFuture<?> done, Duration patience) {
                        joins.add(patience);
                        time.advance(patience);
                        return done.isDone();
                    }
                })
                .build();
    }

    private static long read(Tradecache node) {
        return node.portfolios()
                .get(FIRST.userId(), FIRST.portfolioId(), Demand.ANY)
                .value()
                .version();
    }

    private static long list(Tradecache node) {
        PortfolioList list = node.portfolios().list(FIRST.userId(), Demand.ANY).value();
        return list.portfolios().get(0).version();
    }

    private static boolean rename(Tradecache node) {
        return node.portfolios()
                .update(FIRST.userId(), FIRST.portfolioId(), 1, now -> now.withName("Pension"))
                .pending();
    }

    /** A near cache in which something happens between the finding of a copy and its being served. */
    private static final class Interrupted implements NearCache {
        private final NearCache copies;
        private Runnable afterFind = () -> {};

        Interrupted(NearCache copies) {
            this.copies = copies;
        }

        @Override
        public <T> @Nullable Cached<T> find(CacheKey<T> key) {
            Cached<T> found = copies.find(key);
            afterFind.run();
            return found;
        }

        @Override
        public <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {
            copies.put(key, value, timeToLive, guard);
        }

        @Override
        public void remove(String keyText) {
            copies.remove(keyText);
        }

        @Override
        public void removeAll() {
            copies.removeAll();
        }
    }
}
