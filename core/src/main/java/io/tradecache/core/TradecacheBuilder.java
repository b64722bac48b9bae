package io.tradecache.core;

import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.inmemory.TimeOrderedIds;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EarningsCalendar;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.MarketOverrides;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Pause;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.PriceInterest;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.rules.FreshnessRule;
import io.tradecache.core.rules.QuoteGuard;
import io.tradecache.core.rules.RefreshPolicy;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
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
import io.tradecache.core.service.MarketHours;
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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Tradecache}, which has defaults for most of them. Not thread-safe. */
public final class TradecacheBuilder {
    private final CacheStore store;
    private final Persistence persistence;
    private final PriceFeed feed;
    private final Clock clock;
    private MarketHours hours = fixed(new AlwaysOpen());
    private TimeToLive timeToLive = TimeToLive.GUIDE;
    private FreshnessRule freshness = FreshnessRule.DEFAULT;
    private RefreshPolicy refreshPolicy = RefreshPolicy.GUIDE;
    private @Nullable VolatilitySource volatility;
    private EarningsCalendar earnings = EarningsCalendar.NONE;
    private Telemetry telemetry = Telemetry.NONE;
    private Ids ids;
    private String node;
    private Pause pause = time -> Thread.sleep(time.toMillis());
    private NearCache near = NearCache.NONE;
    private CacheInspection inspection = CacheInspection.NONE;
    private EventBus bus = new InMemoryEventBus();
    private Leadership leadership;
    private PriceInterest interest;
    private LongSupplier nanoTime = System::nanoTime;
    private int loads = LoadBound.DEFAULT_LOADS;

    TradecacheBuilder(CacheStore store, Persistence persistence, PriceFeed feed, Clock clock) {
        this.store = store;
        this.persistence = persistence;
        this.feed = feed;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.node = ids.next();
        this.leadership = new InMemoryLeadership(clock).of(node);
        this.interest = new InMemoryPriceInterest(clock).of(node);
    }

    /**
     * Trades on a market that closes.
     *
     * @param market instead of the simulated market, which never does
     * @return this builder
     */
    public TradecacheBuilder calendar(MarketCalendar market) {
        hours = fixed(market);
        return this;
    }

    /**
     * Trades US equities, on days that can be overridden while nodes run; see {@link MarketHours#refresh}.
     *
     * @param market instead of the simulated market, which never closes
     * @param overrides where all nodes find the days that are overridden
     * @return this builder
     */
    public TradecacheBuilder calendar(NyseCalendar market, MarketOverrides overrides) {
        hours = new MarketHours(market, overrides, market::override);
        return this;
    }

    /**
     * Sets how long cached values live.
     *
     * @param lifetimes instead of {@link TimeToLive#GUIDE}
     * @return this builder
     */
    public TradecacheBuilder timeToLive(TimeToLive lifetimes) {
        timeToLive = lifetimes;
        return this;
    }

    /**
     * Sets how prices age.
     *
     * @param rule instead of {@link FreshnessRule#DEFAULT}
     * @return this builder
     */
    public TradecacheBuilder freshness(FreshnessRule rule) {
        freshness = rule;
        return this;
    }

    /**
     * Sets how often what is known of a symbol is fetched again.
     *
     * @param rule instead of {@link RefreshPolicy#GUIDE}
     * @return this builder
     */
    public TradecacheBuilder refreshPolicy(RefreshPolicy rule) {
        refreshPolicy = rule;
        return this;
    }

    /**
     * Chooses how the volatility of a symbol is found out.
     *
     * @param source instead of {@link HistoryVolatility}, over the daily bars of the persistence
     * @return this builder
     */
    public TradecacheBuilder volatility(VolatilitySource source) {
        volatility = source;
        return this;
    }

    /**
     * Says when companies report their earnings.
     *
     * @param dates instead of {@link EarningsCalendar#NONE}
     * @return this builder
     */
    public TradecacheBuilder earnings(EarningsCalendar dates) {
        earnings = dates;
        return this;
    }

    /**
     * Counts what happens.
     *
     * @param counters instead of {@link Telemetry#NONE}
     * @return this builder
     */
    public TradecacheBuilder telemetry(Telemetry counters) {
        telemetry = counters;
        return this;
    }

    /**
     * Chooses the ids of new objects.
     *
     * @param source instead of {@link TimeOrderedIds}
     * @return this builder
     */
    public TradecacheBuilder ids(Ids source) {
        ids = source;
        return this;
    }

    /**
     * Names this node in the events that it publishes.
     *
     * @param name instead of a random one
     * @return this builder
     */
    public TradecacheBuilder node(String name) {
        node = name;
        return this;
    }

    /**
     * Chooses how threads wait for another's load.
     *
     * @param way instead of sleeping
     * @return this builder
     */
    public TradecacheBuilder pause(Pause way) {
        pause = way;
        return this;
    }

    /**
     * Keeps copies inside this process, served as long as {@link Coherence} is told by the bus, or by the change log,
     * that they cannot be old.
     *
     * @param copies instead of none
     * @return this builder
     */
    public TradecacheBuilder near(NearCache copies) {
        near = copies;
        return this;
    }

    /**
     * Lets administrators look into the cache.
     *
     * @param window into the cache that all nodes share, instead of none
     * @return this builder
     */
    public TradecacheBuilder inspection(CacheInspection window) {
        inspection = window;
        return this;
    }

    /**
     * Keeps prices fresh together with other nodes, on one of them for all.
     *
     * @param carrier what changes of prices are published on, instead of a bus inside this process
     * @param leader which node does it, instead of this one
     * @param wants which prices are wanted by any node, instead of by this one
     * @return this builder
     */
    public TradecacheBuilder cluster(EventBus carrier, Leadership leader, PriceInterest wants) {
        bus = carrier;
        leadership = leader;
        interest = wants;
        return this;
    }

    /**
     * Measures the age of proofs that copies are not old.
     *
     * @param source instead of {@link System#nanoTime}
     * @return this builder
     */
    public TradecacheBuilder nanoTime(LongSupplier source) {
        nanoTime = source;
        return this;
    }

    /**
     * Bounds how many loads run at once.
     *
     * @param atOnce instead of {@value LoadBound#DEFAULT_LOADS}
     * @return this builder
     */
    public TradecacheBuilder loads(int atOnce) {
        loads = atOnce;
        return this;
    }

    /**
     * Puts the parts together.
     *
     * @return the services
     */
    public Tradecache build() {
        MarketCalendar calendar = hours.calendar();
        NearTrust trust = new NearTrust(nanoTime, NearTrust.BUS_BOUND, NearTrust.LOG_BOUND);
        NearCopies copies = new NearCopies(near, trust, telemetry);
        LoadBound bound = new LoadBound(loads);
        Lifetimes lifetimes = new Lifetimes(timeToLive, calendar, clock);
        ReadThrough reads = new ReadThrough(store, copies, bound, lifetimes, pause, telemetry);
        BatchReads batches = new BatchReads(store, new LoadBound(loads), lifetimes, pause, telemetry);
        CacheInvalidator invalidator = new CacheInvalidator(store, copies, clock, ids, node, telemetry);
        Coherence coherence = new Coherence(copies, trust, store, invalidator, telemetry);
        Writes writes = new Writes(persistence.transactions(), persistence.idempotencyKeys(), invalidator, telemetry);
        LastQuotes last = new LastQuotes();
        LivePrices live = new LivePrices(last, telemetry);
        PricePublisher publisher = new PricePublisher(live, store, bus, lifetimes, QuoteGuard.DEFAULT, telemetry);
        VolatilitySource swings =
                volatility == null ? new HistoryVolatility(persistence.history(), calendar, clock) : volatility;
        RefreshPolicyService policy = new RefreshPolicyService(refreshPolicy, swings, earnings, calendar, clock);
        PriceService prices = new PriceService(
                batches, store, feed, calendar, timeToLive, freshness, last, publisher, clock, telemetry);
        PortfolioService portfolios = new PortfolioService(reads, writes, persistence.portfolios(), clock, ids);
        WatchlistService watchlists = new WatchlistService(reads, writes, persistence.watchlists(), clock, ids);
        ValuationService valuations = new ValuationService(reads, portfolios, watchlists, prices);
        return new Tradecache(
                portfolios,
                new HoldingService(writes, persistence.portfolios(), persistence.holdings(), clock, ids),
                watchlists,
                new ItemService(writes, persistence.watchlists(), persistence.items(), clock, ids),
                new MoveService(writes, persistence, prices, clock, ids),
                prices,
                valuations,
                new AnalyticsService(reads, valuations, persistence.history(), bound, calendar, clock),
                new HistoryService(reads, persistence.history(), bound, calendar, clock),
                policy,
                reads,
                invalidator,
                new CacheAdministration(inspection, invalidator, portfolios, watchlists),
                live,
                new PriceWants(interest),
                new PriceRefreshing(
                        feed,
                        publisher,
                        policy,
                        persistence.history(),
                        live,
                        leadership,
                        interest,
                        calendar,
                        clock,
                        telemetry),
                coherence,
                calendar,
                hours);
    }

    private static MarketHours fixed(MarketCalendar market) {
        return new MarketHours(market, MarketOverrides.NONE, overrides -> {});
    }
}
