package io.tradecache.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.ChangeLog.Told;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.service.ChangeLogApplier;
import io.tradecache.testkit.FaultyCacheStore;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.NewRecords;
import io.tradecache.testkit.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChangeLogApplierTest {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final InMemoryDatabase database = new InMemoryDatabase();
    private final InMemoryCacheStore shared = new InMemoryCacheStore(clock, new InMemoryEventBus());
    private final InMemoryLeadership leadership = new InMemoryLeadership(clock);
    private final FaultyCacheStore wayOfA = new FaultyCacheStore(shared);
    private final FaultyCacheStore wayOfB = new FaultyCacheStore(shared);
    private final ChangeLogApplier a = applier(wayOfA, "a");
    private final ChangeLogApplier b = applier(wayOfB, "b");

    @Test
    void aNodeThatCannotReachTheCacheLeavesTheRoleToOneThatCan() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        assertThat(a.poll()).isTrue();
        assertThat(b.poll()).isFalse();
        share(portfolio);
        wayOfA.fail();
        database.persistence().portfolios().insert(portfolio);
        database.persistence().portfolios().update(portfolio.withName("Renamed"), 1);

        for (int i = 0; i < 25; i++) {
            a.poll();
            b.poll();
        }

        assertThat(isShared(portfolio)).isFalse();
    }

    @Test
    void aNodeThatStopsLetsAnotherLeadAtOnce() {
        assertThat(a.poll()).isTrue();

        a.resign();

        assertThat(b.poll()).isTrue();
    }

    @Test
    void thePlaceIsRememberedAlsoWhileNothingHappens() {
        a.poll();
        database.changeLog().remember(new Told(database.changeLog().end(), "old"));

        for (int i = 0; i < 1_000; i++) {
            clock.advance(Duration.ofMillis(50));
            a.poll();
        }

        assertThat(database.changeLog().told().cacheRun())
                .isEqualTo(shared.run().orElseThrow());
    }

    private void share(Portfolio portfolio) {
        var key = CacheKeys.portfolio(portfolio.userId(), portfolio.portfolioId());
        if (shared.find(key) instanceof Lookup.Leased<Portfolio> leased) {
            shared.fill(leased.lease(), Samples.entry(portfolio), Duration.ofMinutes(5));
        }
        assertThat(isShared(portfolio)).isTrue();
    }

    private boolean isShared(Portfolio portfolio) {
        return shared.find(CacheKeys.portfolio(portfolio.userId(), portfolio.portfolioId())) instanceof Lookup.Hit;
    }

    private ChangeLogApplier applier(FaultyCacheStore store, String node) {
        return Tradecache.builder(store, database.persistence(), new InMemoryPriceFeed(clock), clock)
                .node(node)
                .build()
                .coherence()
                .apply(database.changeLog(), leadership.of(node));
    }
}
