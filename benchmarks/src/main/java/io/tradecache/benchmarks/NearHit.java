package io.tradecache.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tradecache.caffeine.CaffeineNearCache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.testkit.Samples;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A read that the node's own copy answers, through the whole read path, beside Caffeine alone with the same kind of
 * expiry, weigher and eviction listener, the same keys and the same values. Each of the two is measured without counting
 * hits, and with.
 *
 * <p>Iterations are short, so that on a busy machine some of them are not interrupted.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 15, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 50, time = 20, timeUnit = TimeUnit.MILLISECONDS)
@Fork(6)
public class NearHit {

    private static final int KEYS = 1 << 10;

    private final Cache<String, Cached<Portfolio>> caffeine = caffeine().build();
    private final Cache<String, Cached<Portfolio>> countingCaffeine =
            caffeine().recordStats().build();
    private final CaffeineNearCache near = new CaffeineNearCache();
    private final CaffeineNearCache countingNear = new CaffeineNearCache();
    private final InMemoryCacheStore store = new InMemoryCacheStore(Clock.systemUTC(), new InMemoryEventBus());
    private final ReadThrough reads = Node.reads(store, near, Telemetry.NONE);
    private final ReadThrough countingReads = Node.reads(store, countingNear, new Node.Counting());
    private final PortfolioId[] ids = new PortfolioId[KEYS];
    private final CacheKey<Portfolio>[] keys = keys();

    /** Which key is next, for each thread. */
    @State(Scope.Thread)
    public static class Turn {
        private int last;

        int next() {
            return ++last & (KEYS - 1);
        }
    }

    /** Once for each fork, which must be over before the copies' 30 s are. */
    @Setup(Level.Trial)
    public void fill() {
        for (int i = 0; i < KEYS; i++) {
            CacheKey<Portfolio> key = keys[i];
            Portfolio portfolio = Samples.portfolio(ids[i], 1);
            reads.read(key, Demand.ANY, () -> new Versioned<>(portfolio, 1));
            countingReads.read(key, Demand.ANY, () -> new Versioned<>(portfolio, 1));
            Cached<Portfolio> copy = new Cached<>(Samples.entry(portfolio), Source.NEAR);
            caffeine.put(key.text(), copy);
            countingCaffeine.put(key.text(), copy);
        }
    }

    /** A figure that was measured while copies ended would be one of something else. */
    @TearDown(Level.Trial)
    public void allAreStillThere() {
        for (CacheKey<Portfolio> key : keys) {
            if (near.find(key) == null
                    || countingNear.find(key) == null
                    || caffeine.getIfPresent(key.text()) == null
                    || countingCaffeine.getIfPresent(key.text()) == null) {
                throw new IllegalStateException("a copy of " + key + " ended while hits were measured");
            }
        }
    }

    /** Caffeine, with a key that is at hand. */
    @Benchmark
    public @Nullable Cached<Portfolio> caffeineAlone(Turn turn) {
        return caffeine.getIfPresent(keys[turn.next()].text());
    }

    /** The read path, with a key that is at hand. */
    @Benchmark
    public Cached<Portfolio> readThrough(Turn turn) {
        return reads.read(keys[turn.next()], Demand.ANY, Node.MUST_NOT_LOAD);
    }

    /** Caffeine, which counts hits and misses. */
    @Benchmark
    public @Nullable Cached<Portfolio> caffeineCounting(Turn turn) {
        return countingCaffeine.getIfPresent(keys[turn.next()].text());
    }

    /** The read path, which counts hits and misses by family. */
    @Benchmark
    public Cached<Portfolio> readThroughCounting(Turn turn) {
        return countingReads.read(keys[turn.next()], Demand.ANY, Node.MUST_NOT_LOAD);
    }

    /** The read path, with a key that is at hand and a loader that knows what to load. */
    @Benchmark
    public Cached<Portfolio> readThroughWithALoader(Turn turn) {
        int turned = turn.next();
        PortfolioId id = ids[turned];
        return countingReads.read(keys[turned], Demand.ANY, () -> new Versioned<>(Samples.portfolio(id, 1), 1));
    }

    /** The read path as a service calls it: the key is spelt, and the loader made, for this read. */
    @Benchmark
    public Cached<Portfolio> readThroughAsAServiceDoes(Turn turn) {
        PortfolioId id = ids[turn.next()];
        return countingReads.read(
                CacheKeys.portfolio(Samples.AMELIA, id),
                Demand.ANY,
                () -> new Versioned<>(Samples.portfolio(id, 1), 1));
    }

    private static Caffeine<String, Cached<Portfolio>> caffeine() {
        return Caffeine.newBuilder()
                .maximumWeight(CaffeineNearCache.DEFAULT_BYTES)
                .weigher((String key, Cached<Portfolio> copy) -> 1_024)
                .expireAfter(Expiry.writing((String key, Cached<Portfolio> copy) -> TimeToLive.NEAR))
                .executor(Runnable::run)
                .evictionListener((key, copy, cause) -> {});
    }

    @SuppressWarnings("unchecked") // An array of a generic type can be made in no other way.
    private CacheKey<Portfolio>[] keys() {
        CacheKey<Portfolio>[] made = new CacheKey[KEYS];
        for (int i = 0; i < KEYS; i++) {
            ids[i] = new PortfolioId("portfolio_" + i);
            made[i] = CacheKeys.portfolio(Samples.AMELIA, ids[i]);
        }
        return made;
    }
}
