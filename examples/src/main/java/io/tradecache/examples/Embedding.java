package io.tradecache.examples;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.service.HoldingService.NewHolding;
import java.math.BigDecimal;
import java.time.Clock;

/** Values a portfolio with tradecache inside one process. */
public final class Embedding {

    private Embedding() {}

    /**
     * Prints the portfolio's gain twice: first computed, then from the cache.
     *
     * @param args not looked at
     */
    public static void main(String[] args) {
        Clock clock = Clock.systemUTC();
        var store = new InMemoryCacheStore(clock, new InMemoryEventBus());
        var feed = new InMemoryPriceFeed(clock).state(new Symbol("AAPL"), new BigDecimal("150.25"));
        var database = new InMemoryDatabase().persistence();
        var cache = Tradecache.builder(store, database, feed, clock).build();
        var ada = new UserId("ada");
        var id = cache.portfolios().create(ada, "Savings", null, "USD").value().portfolioId();
        var apples = new NewHolding(new Symbol("AAPL"), BigDecimal.TEN, new BigDecimal("100"), null, null);
        cache.holdings().create(ada, id, apples);
        for (int i = 0; i < 2; i++) {
            var valued = cache.valuations().portfolio(ada, id, Demand.ANY);
            System.out.println(valued.value().totals().get(0).performance().unrealizedPl() + " " + valued.source());
        }
    }
}
