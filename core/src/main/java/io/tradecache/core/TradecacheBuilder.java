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
import io.tradecache.core.rules.RefreshPolicy;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.core.service.Coherence;
import io.tradecache.core.service.HistoryVolatility;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.MarketHours;
import java.time.Clock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a {@link Tradecache}, which has defaults for most of them. Not thread-safe. */
public final class TradecacheBuilder {
    final CacheStore store;
    final Persistence persistence;
    final PriceFeed feed;
    final Clock clock;
    MarketHours hours = fixed(new AlwaysOpen());
    TimeToLive timeToLive = TimeToLive.GUIDE;
    FreshnessRule freshness = FreshnessRule.DEFAULT;
    RefreshPolicy refreshPolicy = RefreshPolicy.GUIDE;

    @Nullable
    VolatilitySource volatility;

    EarningsCalendar earnings = EarningsCalendar.NONE;
    Telemetry telemetry = Telemetry.NONE;
    Ids ids;
    String node;
    Pause pause = time -> Thread.sleep(time.toMillis());
    NearCache near = NearCache.NONE;
    CacheInspection inspection = CacheInspection.NONE;
    EventBus bus = new InMemoryEventBus();
    Leadership leadership;
    PriceInterest interest;
    LongSupplier nanoTime = System::nanoTime;
    int loads = LoadBound.DEFAULT_LOADS;

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
        return new Assembly(this).tradecache();
    }

    private static MarketHours fixed(MarketCalendar market) {
        return new MarketHours(market, MarketOverrides.NONE, overrides -> {});
    }
}
