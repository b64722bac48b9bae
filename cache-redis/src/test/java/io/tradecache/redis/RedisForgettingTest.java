package io.tradecache.redis;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.event;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.testkit.RecordingTelemetry;
import io.tradecache.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisForgettingTest {

    private static final CacheKey<Portfolio> PORTFOLIO = CacheKeys.portfolio(AMELIA, Samples.RETIREMENT);
    private static final String COMPANION = "lease:{portfolio:amelia:portfolio_retirement}";
    private static final List<String> PORTFOLIO_KEYS = List.of("portfolio:");
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final URI uri = TestServers.freshRedis();
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final RedisCache cache = connect(RedisSettings.of(uri));
    private final RedisCacheStore store = cache.store();
    private final RedisProbe probe = new RedisProbe(uri);

    @AfterEach
    void close() {
        probe.close();
        cache.close();
    }

    @Test
    void scriptsThatRedisForgotAreSentAgainInAPipelineToo() {
        List<Invalidation> invalidations = IntStream.range(0, 600)
                .mapToObj(number -> invalidation(numbered(number), 2))
                .toList();
        fill(store, numbered(599));
        probe.redis().scriptFlush();

        assertThat(store.invalidateAll(invalidations)).isTrue();

        assertThat(store.find(numbered(599))).isInstanceOf(Lookup.Leased.class);
        assertThat(telemetry.toString()).doesNotContain("cacheError");
    }

    @Test
    void tenThousandInvalidationsTakeFortyRoundTripsAndAMoment() {
        List<Duration> times = new ArrayList<>();
        List<Duration> alone = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            int version = 2 + round;
            List<Invalidation> invalidations = IntStream.range(0, 10_000)
                    .mapToObj(number -> invalidation(numbered(number), version))
                    .toList();
            long begun = System.nanoTime();
            assertThat(store.invalidateAll(invalidations)).isTrue();
            times.add(Duration.ofNanos(System.nanoTime() - begun));
            begun = System.nanoTime();
            invalidations.subList(0, 1_000).forEach(store::invalidate);
            alone.add(Duration.ofNanos(System.nanoTime() - begun));
        }

        assertThat(telemetry.count("cacheCall invalidate_all")).isEqualTo(5 * 40);
        assertThat(Collections.min(times))
                .as("all ten thousand, to a thousand one by one")
                .isLessThan(Collections.min(alone).multipliedBy(5));
    }

    @Test
    void forgettingKeepsTheVersionFloors() {
        store.invalidate(invalidation(PORTFOLIO, 5));
        store.find(PORTFOLIO);

        store.forgetAll(PORTFOLIO_KEYS, everything());

        assertThat(probe.redis().hgetAll(COMPANION)).isEqualTo(Map.of("floor", "5"));
    }

    @Test
    void forgettingPassesOverWhatIsNotOurs() {
        probe.redis().set("lease:{portfolio:of-another-type}", "text");
        probe.redis().set("portfolios", "of another program");
        probe.redis().hset("portfolio:of-another-type", "field", "value");

        assertThat(store.forgetAll(PORTFOLIO_KEYS, everything())).isTrue();

        assertThat(probe.keys()).containsExactly("lease:{portfolio:of-another-type}", "portfolios");
    }

    @Test
    void aPrefixThatLooksLikeAPatternIsTakenLiterally() {
        try (RedisCache other = connect(RedisSettings.of(uri).withKeyPrefix("a[b]*?\\-^"))) {
            CacheStore prefixed = other.store();
            fill(prefixed, PORTFOLIO);
            fill(store, PORTFOLIO);

            prefixed.forgetAll(PORTFOLIO_KEYS, everything());

            assertThat(prefixed.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
            assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Hit.class);
        }
    }

    private RedisCache connect(RedisSettings settings) {
        return RedisCache.connect(settings.withTimeout(Duration.ofSeconds(2)), new Codec(), telemetry);
    }

    private static CacheKey<Portfolio> numbered(int number) {
        return CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number));
    }

    private static ChangeEvent everything() {
        return event(List.of(ChangeEvent.EVERY_KEY), null);
    }

    private static void fill(CacheStore store, CacheKey<Portfolio> key) {
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(key);
        assertThat(store.fill(leased.lease(), entry(portfolio(1)), FIVE_MINUTES))
                .isTrue();
    }
}
