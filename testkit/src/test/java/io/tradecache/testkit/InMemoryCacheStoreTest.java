package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryCacheStoreTest implements CacheStoreContract, CacheInspectionContract {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final InMemoryCacheStore store = new InMemoryCacheStore(clock, bus);

    @Override
    public CacheStore store() {
        return store;
    }

    @Override
    public CacheStore looked() {
        return store;
    }

    @Override
    public CacheInspection inspection() {
        return store;
    }

    @Override
    public CacheKey<Portfolio> numbered(int number) {
        return CacheStoreContract.super.numbered(number);
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Override
    public boolean restart() {
        store.restart();
        return true;
    }

    @Test
    void aHitSaysThatItCameFromThisProcess() {
        filled(PORTFOLIO, Samples.portfolio(1));

        assertThat(((Lookup.Hit<Portfolio>) store.find(PORTFOLIO)).source()).isEqualTo(Source.NEAR);
    }

    @Test
    void theLeastRecentlyUsedKeyGoesWhenThereAreTooMany() {
        InMemoryCacheStore small = new InMemoryCacheStore(clock, bus, 2);
        fill(small, key(1));
        fill(small, key(2));
        small.find(key(1));

        fill(small, key(3));

        assertThat(small.size()).isEqualTo(2);
        assertThat(small.find(key(1))).isInstanceOf(Lookup.Hit.class);
        assertThat(small.find(key(2))).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    void aLeaseWhoseKeyWasDroppedForRoomIsRefused() {
        InMemoryCacheStore small = new InMemoryCacheStore(clock, bus, 1);
        Lease<Portfolio> lease = leaseIn(small.find(key(1)));
        small.find(key(2));

        assertThat(small.fill(lease, Samples.entry(Samples.portfolio(1)), FIVE_MINUTES))
                .isFalse();
    }

    @Test
    void theVersionFloorIsForgottenInTime() {
        store.invalidate(Samples.invalidation(PORTFOLIO, 5));

        clock.advance(InMemoryCacheStore.FLOOR);

        assertThat(store.fill(leased(PORTFOLIO), Samples.entry(Samples.portfolio(4)), FIVE_MINUTES))
                .isTrue();
    }

    @Test
    void aCacheForNothingIsRefused() {
        assertThatThrownBy(() -> new InMemoryCacheStore(clock, bus, 0)).hasMessageContaining("above zero");
    }

    private static CacheKey<Portfolio> key(int number) {
        return CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number));
    }

    private static void fill(CacheStore store, CacheKey<Portfolio> key) {
        Lookup.Leased<Portfolio> leased = (Lookup.Leased<Portfolio>) store.find(key);
        assertThat(store.fill(leased.lease(), Samples.entry(Samples.portfolio(1)), FIVE_MINUTES))
                .isTrue();
    }
}
