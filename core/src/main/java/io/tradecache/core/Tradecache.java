package io.tradecache.core;

import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.service.AnalyticsService;
import io.tradecache.core.service.CacheAdministration;
import io.tradecache.core.service.CacheInvalidator;
import io.tradecache.core.service.Coherence;
import io.tradecache.core.service.HistoryService;
import io.tradecache.core.service.HoldingService;
import io.tradecache.core.service.ItemService;
import io.tradecache.core.service.LivePrices;
import io.tradecache.core.service.MarketHours;
import io.tradecache.core.service.MoveService;
import io.tradecache.core.service.PortfolioService;
import io.tradecache.core.service.PriceRefreshing;
import io.tradecache.core.service.PriceService;
import io.tradecache.core.service.PriceWants;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.core.service.RefreshPolicyService;
import io.tradecache.core.service.ValuationService;
import io.tradecache.core.service.WatchlistService;
import java.time.Clock;

/**
 * The front door: give it a cache, a database and a price feed, and it hands out the services that stand on them. It
 * starts no thread and opens no connection. Immutable and thread-safe.
 *
 * @param portfolios what users do with portfolios
 * @param holdings what users do with the holdings of a portfolio
 * @param watchlists what users do with watchlists
 * @param items what users do with the items of a watchlist
 * @param moves turns watched items into holdings
 * @param prices the newest prices
 * @param valuations portfolios and watchlists beside live prices
 * @param analytics how a portfolio is spread and how it moved
 * @param history daily bars and indicators
 * @param refreshPolicy when what is known of a symbol is to be fetched again
 * @param reads the read path, for entities that an application caches of its own
 * @param invalidator makes the caches forget, for the same entities
 * @param cache what administrators do with the cache
 * @param live the prices that are published, as this node hears them
 * @param wants which prices this node wants to be kept fresh
 * @param refreshing keeps prices fresh, and publishes them
 * @param coherence keeps the copies of this node and the shared cache in step with the database
 * @param calendar what the market is doing
 * @param hours the days on which it does otherwise
 */
public record Tradecache(
        PortfolioService portfolios,
        HoldingService holdings,
        WatchlistService watchlists,
        ItemService items,
        MoveService moves,
        PriceService prices,
        ValuationService valuations,
        AnalyticsService analytics,
        HistoryService history,
        RefreshPolicyService refreshPolicy,
        ReadThrough reads,
        CacheInvalidator invalidator,
        CacheAdministration cache,
        LivePrices live,
        PriceWants wants,
        PriceRefreshing refreshing,
        Coherence coherence,
        MarketCalendar calendar,
        MarketHours hours) {

    /**
     * Begins with the parts that have no default.
     *
     * @param store the cache that all nodes share
     * @param persistence where the data is kept
     * @param feed where prices come from
     * @param clock the present, for all parts alike
     * @return a builder with defaults for the rest
     */
    public static TradecacheBuilder builder(CacheStore store, Persistence persistence, PriceFeed feed, Clock clock) {
        return new TradecacheBuilder(store, persistence, feed, clock);
    }
}
