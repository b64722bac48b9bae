package io.tradecache.redis;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.embedded.TestServers;
import io.tradecache.json.Codec;
import io.tradecache.testkit.CacheStoreContract;
import io.tradecache.testkit.RecordingTelemetry;
import io.tradecache.testkit.Samples;
import io.tradecache.testkit.StaleSetRace;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisCacheStoreTest implements CacheStoreContract {

    /** How Redis answers is looked at here, not how fast. */
    private static final Duration PATIENT = Duration.ofSeconds(2);

    private static final String NAME = "portfolio:amelia:portfolio_retirement";
    private static final String COMPANION = "lease:{portfolio:amelia:portfolio_retirement}";

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

    @Override
    public CacheStore store() {
        return store;
    }

    @Override
    public void pass(Duration time) {
        probe.pass(time);
    }

    @Override
    public boolean spoil(CacheKey<?> key) {
        probe.redis().set(key.text(), "not json");
        return true;
    }

    @Override
    public int schedules() {
        return 300;
    }

    @Test
    void whatIsPreparedHasTheJsonThatOthersFind() {
        CacheEntry<Portfolio> prepared = store.prepared(entry(portfolio(7)));

        store.fill(leased(PORTFOLIO), prepared, Duration.ofMinutes(5));

        assertThat(prepared.encoded()).hasValue(hit(PORTFOLIO).json());
    }

    @Test
    void aHitSaysThatItCameFromTheSharedCache() {
        filled(PORTFOLIO, portfolio(1));

        assertThat(((Lookup.Hit<Portfolio>) store.find(PORTFOLIO)).source()).isEqualTo(Source.SHARED);
    }

    @Test
    void aHitCarriesItsJson() {
        filled(PORTFOLIO, portfolio(1));

        assertThat(hit(PORTFOLIO).encoded()).hasValue(new Codec().encode(portfolio(1)));
    }

    @Test
    void aValueIsReadableJsonUnderTheKeysOwnName() {
        filled(PORTFOLIO, portfolio(7));

        assertThat(probe.keys()).containsExactly(NAME);
        assertThat(probe.redis().get(NAME))
                .startsWith("{\"v\":1,\"cached_at\":\"2026-03-09T14:30:00.123456Z\",\"version\":7,"
                        + "\"data\":{\"portfolio_id\":\"portfolio_retirement\",")
                .endsWith("}}");
        assertThat(probe.redis().pttl(NAME)).isBetween(290_000L, 300_000L);
    }

    @Test
    void theLeaseStandsBesideItsKeyInTheSameSlot() {
        leased(PORTFOLIO);

        assertThat(probe.keys()).containsExactly(COMPANION);
        assertThat(probe.redis().hgetAll(COMPANION)).containsOnlyKeys("token", "deadline");
    }

    @Test
    void theVersionFloorLivesForAQuarterOfAnHour() {
        store.invalidate(invalidation(PORTFOLIO, 5));

        assertThat(probe.redis().hgetAll(COMPANION)).isEqualTo(Map.of("floor", "5"));
        assertThat(probe.redis().pttl(COMPANION)).isBetween(890_000L, 900_000L);
    }

    @Test
    void aPrefixStandsBeforeEveryKey() {
        try (RedisCache other = connect(RedisSettings.of(uri).withKeyPrefix("prod:"))) {
            CacheStore prefixed = other.store();
            Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) prefixed.find(PORTFOLIO);
            prefixed.fill(leased.lease(), entry(portfolio(1)), FIVE_MINUTES);
            prefixed.renew(PORTFOLIO);

            assertThat(probe.keys()).containsExactly("prod:lease:{prod:" + NAME + "}", "prod:" + NAME);
            assertThat(prefixed.find(PORTFOLIO)).isInstanceOf(Lookup.Hit.class);
            assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
        }
    }

    @Test
    void anUnreadableValueIsDeletedAndCountedAndLoadedAfresh() {
        spoil(PORTFOLIO);

        Lease<Portfolio> lease = leased(PORTFOLIO);

        assertThat(probe.redis().exists(NAME)).isFalse();
        assertThat(telemetry.count("cacheError decode portfolio")).isEqualTo(1);
        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isTrue();
        assertThat(hit(PORTFOLIO).version()).isEqualTo(1);
    }

    @Test
    void aValueOfAnotherFormatVersionIsNotRead() {
        filled(PORTFOLIO, portfolio(1));
        probe.redis().set(NAME, probe.redis().get(NAME).replace("{\"v\":1,", "{\"v\":2,"));

        assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    void aKeyOfAnotherTypeFailsAndCanBeInvalidated() {
        probe.redis().hset(NAME, "field", "value");

        assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Failure.class);
        assertThat(store.invalidate(invalidation(PORTFOLIO, 2))).isTrue();
        assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    void aValueThatIsTooLargeIsNotStoredAndCountedAndItsLeaseGivenBack() {
        try (RedisCache other = connect(RedisSettings.of(uri).withMaxValueBytes(100))) {
            CacheStore small = other.store();
            Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) small.find(PORTFOLIO);

            assertThat(small.fill(leased.lease(), entry(portfolio(1)), FIVE_MINUTES))
                    .isFalse();

            assertThat(small.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
            assertThat(telemetry.count("cacheError store_too_large portfolio")).isEqualTo(1);
        }
    }

    @Test
    void aValueThatCannotBeWrittenIsNotStored() {
        CacheKey<Object> key = CacheKeys.news(Samples.AAPL);

        assertThat(store.fill(leased(key), CacheEntry.of(new Object(), 0, Samples.MONDAY_MORNING), FIVE_MINUTES))
                .isFalse();
        assertThat(telemetry.count("cacheError encode news")).isEqualTo(1);
    }

    @Test
    void scriptsThatRedisForgotAreSentAgain() {
        filled(PORTFOLIO, portfolio(1));
        probe.redis().scriptFlush();

        assertThat(store.invalidate(invalidation(PORTFOLIO, 2))).isTrue();
        filled(PORTFOLIO, portfolio(2));

        assertThat(hit(PORTFOLIO).version()).isEqualTo(2);
        assertThat(telemetry.toString()).doesNotContain("cacheError");
    }

    @Test
    void aFlushedCacheOnlyRefusesFills() {
        Lease<Portfolio> lease = leased(PORTFOLIO);
        filled(numbered(1), portfolio(1));
        probe.redis().flushAll();

        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        filled(numbered(1), portfolio(1));
        assertThat(hit(numbered(1)).version()).isEqualTo(1);
    }

    @Test
    void losingTheCompanionOnlyRefusesAFill() {
        Lease<Portfolio> lease = leased(PORTFOLIO);
        probe.redis().del(COMPANION);

        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store.find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    void aVersionCountsOnlyWhileItsValueExists() {
        filled(PORTFOLIO, portfolio(10));
        probe.redis().del(NAME);

        filled(PORTFOLIO, portfolio(9));

        assertThat(hit(PORTFOLIO).version()).isEqualTo(9);
    }

    @Test
    void aLoadThatOutlivesItsLeaseMayStoreWhileNobodyElseLoads() {
        Lease<Portfolio> lease = leased(PORTFOLIO);
        pass(leaseLapse());

        assertThat(store.fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isTrue();
    }

    @Test
    void everyKeyHasATimeToLive() {
        for (int seed = 1_000; seed < 1_050; seed++) {
            StaleSetRace.run(store, seed);
            store.find(CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_only-leased-" + seed)));
            store.putIfNewer(PRICE, entry(Samples.quote(Samples.AAPL, "150", Samples.MONDAY_MORNING)), THIRTY_SECONDS);
        }

        assertThat(probe.keys())
                .hasSizeGreaterThan(100)
                .allSatisfy(key -> assertThat(probe.redis().pttl(key)).isPositive());
    }

    @Test
    void findAllTakesTwoRoundTripsHoweverManyKeysThereAre() {
        List<CacheKey<Portfolio>> keys = IntStream.range(0, 200)
                .mapToObj(number -> CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number)))
                .toList();

        assertThat(store.findAll(keys)).hasSize(200);

        assertThat(telemetry.count("cacheCall find_all")).isEqualTo(2);
    }

    @Test
    void allThatRedisHoldsIsText() {
        filled(PORTFOLIO, portfolio(1));

        byte[] raw = probe.redis().get(NAME.getBytes(StandardCharsets.UTF_8));

        assertThat(new String(raw, StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
    }

    private RedisCache connect(RedisSettings settings) {
        return RedisCache.connect(settings.withTimeout(PATIENT), new Codec(), telemetry);
    }
}
