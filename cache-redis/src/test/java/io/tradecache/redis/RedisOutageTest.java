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
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.testkit.RecordingListener;
import io.tradecache.testkit.RecordingListener.Told.Changed;
import io.tradecache.testkit.RecordingTelemetry;
import io.tradecache.testkit.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisOutageTest {

    private static final CacheKey<Portfolio> KEY = CacheKeys.portfolio(AMELIA, RETIREMENT);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration RECOVERY = Duration.ofSeconds(20);
    private static final int CALLS = 30;
    /** Of several on a machine that is busy, one is hardly held up. */
    private static final int ROUNDS = 3;

    private final EmbeddedRedis redis = TestServers.ownRedis();
    private final RedisSettings settings = RedisSettings.of(redis.uri());
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final RedisCache cache = RedisCache.connect(settings, new Codec(), telemetry);
    private final RedisCacheStore store = cache.store();
    private final RedisEventBus bus = cache.bus();

    @AfterEach
    void close() {
        cache.close();
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
        List<Duration> medians = new ArrayList<>();
        List<Duration> slowest = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            redis.pause();
            List<Duration> times = failingCalls();
            medians.add(times.get(CALLS / 2));
            slowest.add(times.get(CALLS - 1));
            redis.resume();
            Eventually.holds(RECOVERY, () -> store.find(KEY) instanceof Lookup.Hit);
        }

        assertThat(Collections.min(medians)).as("median").isLessThan(Duration.ofMillis(20));
        assertThat(Collections.min(slowest)).as("slowest").isLessThan(Duration.ofMillis(250));
    }

    @Test
    void everyCallAnswersInsteadOfThrowingWhileRedisIsGone() {
        Lease<Portfolio> lease = leased();
        long errors = telemetry.count("cacheError find portfolio");
        redis.kill();

        assertThat(store.find(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.findAll(List.of(KEY)).get(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.renew(KEY)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store.putIfNewer(KEY, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store.invalidate(invalidation(KEY, 2))).isFalse();
        assertThat(store.answers()).isFalse();
        store.release(lease);
        assertThat(telemetry.count("cacheError find portfolio")).isEqualTo(errors + 1);
        assertThat(telemetry.count("cacheError invalidate portfolio")).isEqualTo(1);
    }

    @Test
    void aRedisThatRefusesWritesIsNotTakenForGone() {
        fill(1);
        RedisSettings patience = settings.withTimeout(Duration.ofSeconds(5));
        try (RedisProbe probe = new RedisProbe(redis.uri());
                RedisCache patient = RedisCache.connect(patience, new Codec(), telemetry)) {
            CacheStore full = patient.store();
            probe.redis().configSet("maxmemory-policy", "noeviction");
            probe.redis().configSet("maxmemory", "1");

            for (int i = 0; i < CALLS; i++) {
                full.putIfNewer(KEY, entry(portfolio(2)), FIVE_MINUTES);
            }

            assertThat(full.find(KEY)).isInstanceOf(Lookup.Hit.class);
            assertThat(telemetry.count("cacheError put portfolio")).isEqualTo(CALLS);
        }
    }

    @Test
    void aStoreStartsWithoutRedis() {
        redis.kill();

        try (RedisCache other = RedisCache.connect(settings, new Codec(), telemetry)) {
            CacheStore early = other.store();
            assertThat(early.find(KEY)).isInstanceOf(Lookup.Failure.class);
            redis.restart();
            Eventually.holds(RECOVERY, () -> early.find(KEY) instanceof Lookup.Leased);
        }
    }

    @Test
    void theBusHearsAgainAfterRedisWasGone() throws Exception {
        RecordingListener listener = new RecordingListener();
        bus.onChange(listener);
        redis.kill();
        Eventually.holds(RECOVERY, () -> !bus.isListening());
        listener.forget();
        redis.restart();
        listener.awaitLoss();
        Eventually.holds(RECOVERY, () -> store.invalidate(invalidation(KEY, 2)));

        listener.await("an event", Changed.class::isInstance);
        listener.awaitProof(System.nanoTime());
        assertThat(bus.reconnects()).isEqualTo(1);
    }

    @Test
    void aSilenceIsToldOnceAndTheConnectionMadeAnew() throws Exception {
        RecordingListener listener = new RecordingListener();
        bus.onChange(listener);
        listener.awaitProof(System.nanoTime());
        listener.forget();
        redis.pause();

        listener.awaitLoss();
        Eventually.holds(RECOVERY, () -> !bus.isListening());

        assertThat(listener.losses()).isEqualTo(1);
        redis.resume();
        listener.awaitProof(System.nanoTime());
        assertThat(bus.reconnects()).isEqualTo(1);
        assertThat(listener.losses()).isEqualTo(2);
    }

    @Test
    void aSilenceIsToldSoon() throws Exception {
        RecordingListener listener = new RecordingListener();
        bus.onChange(listener);
        List<Duration> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            listener.forget();
            listener.awaitProof(System.nanoTime());
            listener.forget();
            long begun = System.nanoTime();
            redis.pause();
            listener.awaitLoss();
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            redis.resume();
        }

        assertThat(Collections.min(times)).isLessThan(Duration.ofMillis(900));
        assertThat(Collections.max(times)).isGreaterThanOrEqualTo(Duration.ofMillis(350));
    }

    @Test
    void aRestartIsAnotherRunAndWhileRedisIsGoneThereIsNone() {
        Eventually.holds(RECOVERY, () -> store.run().isPresent());
        Optional<String> before = store.run();
        redis.kill();
        Optional<String> meanwhile = store.run();
        redis.restart();
        Eventually.holds(RECOVERY, () -> store.run().isPresent());

        assertThat(before).isPresent();
        assertThat(meanwhile).isEmpty();
        assertThat(store.run()).isNotEqualTo(before);
    }

    @Test
    void aRestartLosesLeasesAndFloorsAndOnlyRefusesFills() {
        Lease<Portfolio> lease = leased();
        redis.restart();
        Eventually.holds(RECOVERY, store::answers);

        Eventually.holds(RECOVERY, () -> store.find(KEY) instanceof Lookup.Leased);
        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
    }

    @Test
    void forgettingManyIsNotToldWhileRedisIsGone() {
        redis.kill();

        assertThat(store.invalidateAll(List.of(invalidation(KEY, 2), invalidation(KEY, 3))))
                .isFalse();
        assertThat(store.forgetAll(List.of("portfolio:"), Samples.event(List.of(ChangeEvent.EVERY_KEY), null)))
                .isFalse();
    }

    @Test
    void aReaderWaitsForAPausedRedisOnce() {
        Lease<Portfolio> lease = leased();
        List<Long> waits = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            redis.pause();
            long before = readersCalls();
            store.find(KEY);
            store.find(KEY);
            store.findAll(List.of(KEY));
            store.renew(KEY);
            store.release(lease);
            store.fill(lease, entry(portfolio(1)), FIVE_MINUTES);
            waits.add(readersCalls() - before);
            redis.resume();
            Eventually.holds(RECOVERY, () -> !(store.find(KEY) instanceof Lookup.Failure));
        }

        assertThat(Collections.min(waits)).isEqualTo(1);
        assertThat(telemetry.count("cacheError fill portfolio")).isEqualTo(ROUNDS);
    }

    private long readersCalls() {
        return Stream.of("find", "find_all", "renew", "release", "fill")
                .mapToLong(call -> telemetry.count("cacheCall " + call))
                .sum();
    }

    @Test
    void aWriterStillTriesToTellAPausedRedisAndWaitsATenthOfASecondAtMost() {
        redis.pause();
        store.find(KEY);
        List<Duration> times = new ArrayList<>();
        for (int version = 2; version <= 4; version++) {
            long begun = System.nanoTime();
            assertThat(store.invalidate(invalidation(KEY, version))).isFalse();
            times.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        assertThat(Collections.min(times)).isLessThan(Duration.ofMillis(100));
        assertThat(telemetry.count("cacheCall invalidate")).isEqualTo(3);
    }

    /** What a test begins with; a busy machine may keep Redis from answering in time at first. */
    private void fill(long version) {
        Eventually.holds(
                RECOVERY,
                () -> store.find(KEY) instanceof Lookup.Leased<Portfolio> leased
                        && store.fill(leased.lease(), entry(portfolio(version)), FIVE_MINUTES));
    }

    /** Likewise. */
    private Lease<Portfolio> leased() {
        List<Lease<Portfolio>> leases = new ArrayList<>();
        Eventually.holds(
                RECOVERY,
                () -> store.find(KEY) instanceof Lookup.Leased<Portfolio> leased && leases.add(leased.lease()));
        return leases.get(0);
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
