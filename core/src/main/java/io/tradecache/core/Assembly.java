package io.tradecache.core;

import io.tradecache.core.port.Ids;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.rules.QuoteGuard;
import io.tradecache.core.service.AnalyticsService;
import io.tradecache.core.service.BatchReads;
import io.tradecache.core.service.CacheAdministration;
import io.tradecache.core.service.CacheInvalidator;
import io.tradecache.core.service.Coherence;
import io.tradecache.core.service.HistoryService;
import io.tradecache.core.service.HistoryVolatility;
import io.tradecache.core.service.HoldingService;
import io.tradecache.core.service.ItemService;
import io.tradecache.core.service.LastQuotes;
import io.tradecache.core.service.Lifetimes;
import io.tradecache.core.service.LivePrices;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.MoveService;
import io.tradecache.core.service.NearCopies;
import io.tradecache.core.service.NearTrust;
import io.tradecache.core.service.PortfolioService;
import io.tradecache.core.service.PricePublisher;
import io.tradecache.core.service.PriceRefreshing;
import io.tradecache.core.service.PriceService;
import io.tradecache.core.service.PriceWants;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.core.service.RefreshPolicyService;
import io.tradecache.core.service.ValuationService;
import io.tradecache.core.service.WatchlistService;
import io.tradecache.core.service.Writes;
import java.time.Clock;

/** Puts collected parts together: first the ways to read, write and price, then the services that share them. */
final class Assembly {

    private final TradecacheBuilder parts;
    private final MarketCalendar calendar;
    private final LoadBound bound;
    private final ReadThrough reads;
    private final CacheInvalidator invalidator;
    private final Coherence coherence;
    private final Writes writes;
    private final LivePrices live;
    private final PricePublisher publisher;
    private final RefreshPolicyService policy;
    private final PriceService prices;

    Assembly(TradecacheBuilder parts) {
        this.parts = parts;
        calendar = parts.hours.calendar();
        NearTrust trust = new NearTrust(parts.nanoTime, NearTrust.BUS_BOUND, NearTrust.LOG_BOUND);
        NearCopies copies = new NearCopies(parts.near, trust, parts.telemetry);
        Lifetimes lifetimes = new Lifetimes(parts.timeToLive, calendar, parts.clock);
        bound = new LoadBound(parts.loads);
        reads = new ReadThrough(parts.store, copies, bound, lifetimes, parts.pause, parts.telemetry);
        invalidator = new CacheInvalidator(parts.store, copies, parts.clock, parts.ids, parts.node, parts.telemetry);
        coherence = new Coherence(copies, trust, parts.store, invalidator, parts.telemetry);
        writes = new Writes(
                parts.persistence.transactions(), parts.persistence.idempotencyKeys(), invalidator, parts.telemetry);
        LastQuotes last = new LastQuotes();
        live = new LivePrices(last, parts.telemetry);
        publisher = new PricePublisher(live, parts.store, parts.bus, lifetimes, QuoteGuard.DEFAULT, parts.telemetry);
        policy = new RefreshPolicyService(
                parts.refreshPolicy, volatility(parts, calendar), parts.earnings, calendar, parts.clock);
        prices = new PriceService(
                new BatchReads(parts.store, new LoadBound(parts.loads), lifetimes, parts.pause, parts.telemetry),
                parts.store,
                parts.feed,
                calendar,
                parts.timeToLive,
                parts.freshness,
                last,
                publisher,
                parts.clock,
                parts.telemetry);
    }

    private static VolatilitySource volatility(TradecacheBuilder parts, MarketCalendar calendar) {
        VolatilitySource chosen = parts.volatility;
        return chosen == null ? new HistoryVolatility(parts.persistence.history(), calendar, parts.clock) : chosen;
    }

    Tradecache tradecache() {
        Persistence data = parts.persistence;
        Clock clock = parts.clock;
        Ids ids = parts.ids;
        PortfolioService portfolios = new PortfolioService(reads, writes, data.portfolios(), clock, ids);
        WatchlistService watchlists = new WatchlistService(reads, writes, data.watchlists(), clock, ids);
        ValuationService valuations = new ValuationService(reads, portfolios, watchlists, prices);
        return new Tradecache(
                portfolios,
                new HoldingService(writes, data.portfolios(), data.holdings(), clock, ids),
                watchlists,
                new ItemService(writes, data.watchlists(), data.items(), clock, ids),
                new MoveService(writes, data, prices, clock, ids),
                prices,
                valuations,
                new AnalyticsService(reads, valuations, data.history(), bound, calendar, clock),
                new HistoryService(reads, data.history(), bound, calendar, clock),
                policy,
                reads,
                invalidator,
                new CacheAdministration(parts.inspection, invalidator, portfolios, watchlists, parts.telemetry),
                live,
                new PriceWants(parts.interest),
                refreshing(),
                coherence,
                calendar,
                parts.hours);
    }

    private PriceRefreshing refreshing() {
        return new PriceRefreshing(
                parts.feed,
                publisher,
                policy,
                parts.persistence.history(),
                live,
                parts.leadership,
                parts.interest,
                calendar,
                parts.clock,
                parts.telemetry);
    }
}
