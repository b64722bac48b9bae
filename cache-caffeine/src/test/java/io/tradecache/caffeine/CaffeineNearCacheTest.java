package io.tradecache.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.testkit.NearCacheContract;
import io.tradecache.testkit.Samples;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CaffeineNearCacheTest implements NearCacheContract {

    private static final Cached<Portfolio> COPY = new Cached<>(Samples.entry(Samples.portfolio(1)), Source.NEAR);

    /** Near the overflow of its nanoseconds, which a time that only differences count for must survive. */
    private final AtomicLong nanoTime =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(2).toNanos());

    private final CaffeineNearCache near = new CaffeineNearCache(CaffeineNearCache.DEFAULT_BYTES, nanoTime::get);

    @Override
    public NearCache near() {
        return near;
    }

    @Override
    public NearCache withRoomFor(int portfolios) {
        long each = Weight.of(key(100).text(), COPY);
        return new CaffeineNearCache(portfolios * each + each / 2, nanoTime::get);
    }

    @Override
    public void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }

    @Test
    void tellsWhatItHolds() {
        near.put(KEY, COPY, HALF_A_MINUTE, () -> true);

        assertThat(near.size()).isEqualTo(1);
        assertThat(near.bytes()).isEqualTo(Weight.of(KEY.text(), COPY));
        assertThat(near.evictions()).isZero();
    }

    @Test
    void tellsHowManyCopiesMadeRoomForOthers() {
        CaffeineNearCache small = (CaffeineNearCache) withRoomFor(10);

        for (int i = 0; i < 100; i++) {
            small.put(key(i), COPY, HALF_A_MINUTE, () -> true);
        }

        assertThat(small.evictions()).isBetween(90L, 99L);
        assertThat(small.size()).isEqualTo(100 - small.evictions());
    }

    @Test
    void neitherRemovedNorExpiredCopiesMadeRoomForOthers() {
        near.put(KEY, COPY, HALF_A_MINUTE, () -> true);
        near.put(key(1), COPY, HALF_A_MINUTE, () -> true);
        near.remove(KEY.text());
        pass(Duration.ofHours(1));

        near.put(key(2), COPY, HALF_A_MINUTE, () -> true);

        assertThat(near.size()).isEqualTo(1);
        assertThat(near.evictions()).isZero();
    }

    @Test
    void aSingleValueThatIsTooLargeIsNotKept() {
        CaffeineNearCache small = (CaffeineNearCache) withRoomFor(1);
        CacheEntry<Portfolio> large =
                new CacheEntry<>(Samples.portfolio(1), 1, Samples.MONDAY_MORNING, new byte[10_000]);

        small.put(KEY, new Cached<>(large, Source.NEAR), HALF_A_MINUTE, () -> true);

        assertThat(small.find(KEY)).isNull();
        assertThat(small.bytes()).isZero();
    }

    @Test
    void aCacheForNothingIsRefused() {
        assertThatThrownBy(() -> new CaffeineNearCache(0)).hasMessageContaining("above zero");
    }

    private static CacheKey<Portfolio> key(int number) {
        return CacheKeys.portfolio(Samples.AMELIA, new PortfolioId("portfolio_" + number));
    }
}
