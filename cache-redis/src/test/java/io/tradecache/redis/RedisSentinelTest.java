package io.tradecache.redis;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.RETIREMENT;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.json.Codec;
import io.tradecache.testkit.RecordingListener;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

class RedisSentinelTest {

    private static final CacheKey<Portfolio> KEY = CacheKeys.portfolio(AMELIA, RETIREMENT);
    private static final Duration PATIENT = Duration.ofSeconds(2);
    private static final Duration FAILOVER = Duration.ofSeconds(60);

    @Test
    void theCacheFollowsThePrimaryAndSaysThatItIsAnotherRunAndThatEventsWereLost() throws Exception {
        RecordingListener listener = new RecordingListener();
        try (WatchedRedis redis = new WatchedRedis();
                RedisCache cache = connect(redis.uri())) {
            CacheStore store = cache.store();
            cache.bus().onChange(listener);
            listener.awaitProof(System.nanoTime());
            fill(store, 1);
            Optional<String> before = store.run();
            awaitReplicated(redis);
            redis.primary().kill();
            listener.awaitLoss();

            Eventually.holds(FAILOVER, () -> store.run().isPresent());
            assertThat(before).isPresent();
            assertThat(store.run()).isNotEqualTo(before);
            assertThat(store.find(KEY)).isInstanceOf(Lookup.Hit.class);

            Eventually.holds(FAILOVER, cache.bus()::isListening);
            Invalidation invalidation = invalidation(KEY, 2);
            Eventually.holds(FAILOVER, () -> store.invalidate(invalidation));
            listener.awaitEvent(invalidation.event());
            listener.awaitProof(System.nanoTime());
            assertThat(store.find(KEY)).isInstanceOf(Lookup.Leased.class);
        }
    }

    @Test
    void whatAReplicaThatLaggedBringsBackIsForgottenWhenTheNewRunIsToldAgain() throws Exception {
        try (WatchedRedis redis = new WatchedRedis();
                RedisCache cache = connect(redis.uri())) {
            CacheStore store = cache.store();
            fill(store, 1);
            awaitReplicated(redis);
            Optional<String> before = store.run();
            redis.letReplicaLag();
            assertThat(store.invalidate(invalidation(KEY, 2))).isTrue();
            redis.primary().kill();
            Eventually.holds(
                    FAILOVER, () -> store.run().isPresent() && !store.run().equals(before));
            Lookup<Portfolio> old = store.find(KEY);

            Eventually.holds(FAILOVER, () -> store.invalidateAll(List.of(invalidation(KEY, 2))));

            assertThat(old).isInstanceOf(Lookup.Hit.class);
            assertThat(store.find(KEY)).isInstanceOf(Lookup.Leased.class);
        }
    }

    @Test
    void aCacheStartsWithoutSentinels() {
        URI nowhere = URI.create("redis+sentinel://127.0.0.1:1,127.0.0.1:2/mymaster");

        try (RedisCache cache = connect(nowhere)) {
            assertThat(cache.store().find(KEY)).isInstanceOf(Lookup.Failure.class);
            assertThat(cache.store().run()).isEmpty();
            assertThat(cache.store().answers()).isFalse();
            assertThat(cache.bus().isListening()).isFalse();
        }
    }

    private static RedisCache connect(URI uri) {
        return RedisCache.connect(RedisSettings.of(uri).withTimeout(PATIENT), new Codec(), Telemetry.NONE);
    }

    private static void fill(CacheStore store, long version) {
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(KEY);
        assertThat(store.fill(leased.lease(), entry(portfolio(version)), Duration.ofMinutes(5)))
                .isTrue();
    }

    private static void awaitReplicated(WatchedRedis redis) {
        try (Jedis replica = redis.second()) {
            Eventually.holds(Duration.ofSeconds(10), () -> replica.exists(KEY.text()));
        }
    }
}
