package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

/** Prices around Thanksgiving: a session on Tuesday and Wednesday, none on Thursday, a short one on Friday. */
class ClosedMarketPricesTest {

    private final ManualClock clock = ManualClock.at("2026-11-25T20:59:59Z");
    private final InMemoryPriceFeed feed = new InMemoryPriceFeed(clock);
    private final Tradecache tradecache = Tradecache.builder(
                    new InMemoryCacheStore(clock, new InMemoryEventBus()),
                    new InMemoryDatabase().persistence(),
                    feed,
                    clock)
            .calendar(ListedSessions.none()
                    .and("2026-11-24")
                    .and("2026-11-25")
                    .and("2026-11-27", LocalTime.of(13, 0))
                    .and("2026-11-30"))
            .build();

    @Test
    void aCloseStaysFreshUntilTheNextSessionAndGrowsOldAfterIt() {
        feed.state(AAPL, new BigDecimal("150"));

        assertThat(judgedAt("2026-11-25T20:59:59Z", MarketPhase.OPEN)).isEqualTo(Freshness.LIVE);
        assertThat(judgedAt("2026-11-25T21:00:00Z", MarketPhase.AFTER_HOURS)).isEqualTo(Freshness.FRESH);
        assertThat(judgedAt("2026-11-26T18:00:00Z", MarketPhase.CLOSED)).isEqualTo(Freshness.FRESH);
        assertThat(judgedAt("2026-11-27T14:29:59Z", MarketPhase.PRE_MARKET)).isEqualTo(Freshness.FRESH);
        assertThat(judgedAt("2026-11-27T14:30:00Z", MarketPhase.OPEN)).isEqualTo(Freshness.OUTDATED);
        assertThat(judgedAt("2026-11-27T18:00:00Z", MarketPhase.AFTER_HOURS)).isEqualTo(Freshness.STALE);
        assertThat(judgedAt("2026-11-29T18:00:00Z", MarketPhase.CLOSED)).isEqualTo(Freshness.STALE);
        assertThat(judgedAt("2026-11-30T21:00:00Z", MarketPhase.AFTER_HOURS)).isEqualTo(Freshness.OUTDATED);
    }

    private Freshness judgedAt(String now, MarketPhase phase) {
        clock.set(now);
        LiveQuote live = tradecache.prices().quote(AAPL, Demand.ANY).value();
        assertThat(live.marketState()).isEqualTo(phase);
        return live.freshness();
    }
}
