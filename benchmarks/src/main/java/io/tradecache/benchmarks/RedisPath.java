package io.tradecache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.Envelope;
import io.tradecache.json.PublishedEvent;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisCacheStore;
import io.tradecache.redis.RedisSettings;
import io.tradecache.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * Reads and invalidations that go to Redis on this machine, beside the bare commands that a cache without promises would
 * send, with the same values in the same form.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class RedisPath {

    private static final CacheKey<Portfolio> KEY = CacheKeys.portfolio(Samples.AMELIA, Samples.RETIREMENT);
    private static final byte[] BARE_KEY = "bare".getBytes(UTF_8);
    private static final byte[] CHANNEL = "bare_invalidation".getBytes(UTF_8);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Codec codec = new Codec();
    private final Envelope envelope = new Envelope(codec);
    private final ChangeEvents events = new ChangeEvents(codec);
    private final URI uri = TestServers.freshRedis();
    private final RedisClient client = RedisClient.create(uri);
    private final RedisCache redis =
            RedisCache.connect(RedisSettings.of(uri).withTimeout(TIMEOUT), codec, Telemetry.NONE);
    private final RedisCacheStore store = redis.store();
    private final ReadThrough reads = Node.reads(store, NearCache.NONE, Telemetry.NONE);
    private final Portfolio portfolio = Samples.portfolio(1);
    private int last;

    /** Once for each fork. */
    @Setup(Level.Trial)
    public void fill() {
        reads.read(KEY, Demand.ANY, () -> new Versioned<>(portfolio, 1));
        client.set(BARE_KEY, envelope.encode(Samples.entry(portfolio)));
    }

    /** Once for each fork. */
    @TearDown(Level.Trial)
    public void close() {
        redis.close();
        client.close();
    }

    /** GET and decode. */
    @Benchmark
    public CacheEntry<Portfolio> bareHit() {
        return envelope.decode(client.get(BARE_KEY), Portfolio.class);
    }

    /** The read path, without copies in the node. */
    @Benchmark
    public Cached<Portfolio> hit() {
        return reads.read(KEY, Demand.ANY, Node.MUST_NOT_LOAD);
    }

    /** GET, encode, SET with a lifetime. */
    @Benchmark
    public byte[] bareMiss() {
        byte[] key = ("bare:" + next().text()).getBytes(UTF_8);
        byte[] found = client.get(key);
        client.set(
                key,
                envelope.encode(Samples.entry(portfolio)),
                SetParams.setParams().px(TimeToLive.GUIDE.standard().toMillis()));
        return found;
    }

    /** The read path with a loader that takes no time: look-up, lease and guarded fill. */
    @Benchmark
    public Cached<Portfolio> miss() {
        return reads.read(next(), Demand.ANY, () -> new Versioned<>(portfolio, 1));
    }

    /** DEL and PUBLISH. */
    @Benchmark
    public long bareInvalidation() {
        String text = next().text();
        client.del(text.getBytes(UTF_8));
        return client.publish(
                CHANNEL, events.encode(new PublishedEvent(Samples.event(List.of(text), null), "bare", last)));
    }

    /** Value and lease dropped, version floor raised, event published. */
    @Benchmark
    public boolean invalidation() {
        CacheKey<Portfolio> key = next();
        return store.invalidate(
                new Invalidation(List.of(new Invalidation.Target(key, 2)), Samples.event(List.of(key.text()), null)));
    }

    /** A key that was not there before. */
    private CacheKey<Portfolio> next() {
        return CacheKeys.portfolio(Samples.AMELIA, new PortfolioId("portfolio_" + ++last));
    }
}
