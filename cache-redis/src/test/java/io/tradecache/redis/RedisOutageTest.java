package io.tradecache.redis;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.RETIREMENT;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.testkit.RecordingTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisOutageTest {

    private static final CacheKey<Portfolio> KEY = CacheKeys.portfolio(AMELIA, RETIREMENT);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final int CALLS = 30;

    private final EmbeddedRedis redis = TestServers.ownRedis();
    private final RedisSettings settings = RedisSettings.of(redis.uri());
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final RedisCacheStore store = RedisCacheStore.connect(settings, new Codec(), telemetry);

    @AfterEach
    void close() {
        store.close();
        redis.close();
    }

    @Test
    void callsFailFastWhileRedisIsGoneAndWorkSoonAfterItReturns() {
        fill(1);
        redis.kill();

        List<Duration> times = failingCalls();

        assertThat(times.get(CALLS / 2)).isLessThan(Duration.ofMillis(20));
        redis.restart();
        Eventually.holds(RECOVERY, () -> store.find(KEY) instanceof Lookup.Leased);
        assertThat(store.answers()).isTrue();
    }

    @Test
    void callsFailFastWhileRedisIsPausedAndWorkSoonAfterItGoesOn() {
        fill(1);
        redis.pause();

        List<Duration> times = failingCalls();

        assertThat(times.get(CALLS / 2)).as("median").isLessThan(Duration.ofMillis(20));
        assertThat(times.get(CALLS - 1)).as("slowest").isLessThan(Duration.ofMillis(250));
        redis.resume();
        Eventually.holds(RECOVERY, () -> store.find(KEY) instanceof Lookup.Hit);
    }

    @Test
    void everyCallAnswersInsteadOfThrowingWhileRedisIsGone() {
        Lease<Portfolio> lease = ((Lookup.Leased<Portfolio>) store.find(KEY)).lease();
        redis.kill();

        assertThat(store.find(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.findAll(List.of(KEY)).get(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.renew(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store.putIfNewer(KEY, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store.invalidate(invalidation(KEY, 2))).isFalse();
        assertThat(store.answers()).isFalse();
        store.release(lease);
        assertThat(telemetry.count("cacheError find portfolio")).isEqualTo(1);
        assertThat(telemetry.count("cacheError invalidate portfolio")).isEqualTo(1);
    }

    @Test
    void aRedisThatRefusesWritesIsNotTakenForGone() {
        fill(1);
        try (RedisProbe probe = new RedisProbe(redis.uri())) {
            probe.redis().configSet("maxmemory-policy", "noeviction");
            probe.redis().configSet("maxmemory", "1");

            for (int i = 0; i < CALLS; i++) {
                store.putIfNewer(KEY, entry(portfolio(2)), FIVE_MINUTES);
            }

            assertThat(store.find(KEY)).isInstanceOf(Lookup.Hit.class);
            assertThat(telemetry.count("cacheError put portfolio")).isEqualTo(CALLS);
        }
    }

    @Test
    void aStoreStartsWithoutRedis() {
        redis.kill();

        try (RedisCacheStore early = RedisCacheStore.connect(settings, new Codec(), telemetry)) {
            assertThat(early.find(KEY)).isInstanceOf(Lookup.Failure.class);
            redis.restart();
            Eventually.holds(RECOVERY, () -> early.find(KEY) instanceof Lookup.Leased);
        }
    }

    @Test
    void theBusHearsAgainAfterRedisWasGone() throws Exception {
        BlockingQueue<ChangeEvent> heard = new LinkedBlockingQueue<>();
        try (RedisEventBus bus = RedisEventBus.connect(settings, new Codec())) {
            bus.onChange(heard::add);
            redis.kill();
            Eventually.holds(RECOVERY, () -> !bus.isListening());
            redis.restart();
            Eventually.holds(RECOVERY, bus::isListening);
            Eventually.holds(RECOVERY, () -> store.invalidate(invalidation(KEY, 2)));

            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(bus.reconnects()).isEqualTo(1);
        }
    }

    @Test
    void theBusNoticesAConnectionThatIsSilentWithoutBeingCut() {
        try (RedisEventBus bus = RedisEventBus.connect(settings, new Codec())) {
            bus.onChange(event -> {});
            redis.pause();

            Eventually.holds(RECOVERY, () -> !bus.isListening());
            redis.resume();
            Eventually.holds(RECOVERY, bus::isListening);
        }
    }

    private void fill(long version) {
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(KEY);
        assertThat(store.fill(leased.lease(), entry(portfolio(version)), FIVE_MINUTES))
                .isTrue();
    }

    /** How long each of many calls took to fail, the fastest first. */
    private List<Duration> failingCalls() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            assertThat(store.find(KEY)).isInstanceOf(Lookup.Failure.class);
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        Collections.sort(times);
        return times;
    }
}
