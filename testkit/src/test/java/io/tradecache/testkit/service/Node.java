package io.tradecache.testkit.service;

import static io.tradecache.core.service.NearTrust.BUS_BOUND;
import static io.tradecache.core.service.NearTrust.LOG_BOUND;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryNearCache;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Pause;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.service.BatchReads;
import io.tradecache.core.service.CacheInvalidator;
import io.tradecache.core.service.ChangeLogTail;
import io.tradecache.core.service.Coherence;
import io.tradecache.core.service.Lifetimes;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.NearCopies;
import io.tradecache.core.service.NearTrust;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.RecordingTelemetry;
import io.tradecache.testkit.Samples;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What reads and forgets on one node, over a shared store; its time is moved by hand. */
final class Node {

    static final CacheKey<Portfolio> KEY = key(0);

    /** A loader for reads that some cache must answer. */
    static final Supplier<Versioned<Portfolio>> MUST_NOT_LOAD = () -> {
        throw new AssertionError("a cache should have answered");
    };

    final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    final AtomicLong nanoTime = new AtomicLong();
    final InMemoryEventBus bus = new InMemoryEventBus();
    final SharedStore store = new SharedStore(new InMemoryCacheStore(clock, bus));
    final InMemoryDatabase database = new InMemoryDatabase();
    final Telemetry telemetry = new RecordingTelemetry();
    final NearCopies copies;
    final ReadThrough reads;
    final BatchReads batches;
    final CacheInvalidator invalidator;
    final Coherence coherence;
    final ChangeLogTail tail;

    /** A node that never waits for another's load. */
    Node() {
        this(UnaryOperator.identity(), time -> {}, LoadBound.DEFAULT_LOADS);
    }

    Node(UnaryOperator<NearCache> around, Pause pause, int loads) {
        NearTrust trust = new NearTrust(nanoTime::get, BUS_BOUND, LOG_BOUND);
        LoadBound bound = new LoadBound(loads);
        Lifetimes lifetimes = new Lifetimes(TimeToLive.GUIDE, new AlwaysOpen(), clock);
        copies = new NearCopies(around.apply(new InMemoryNearCache(clock, 100)), trust, telemetry);
        reads = new ReadThrough(store, copies, bound, lifetimes, pause, telemetry);
        batches = new BatchReads(store, bound, lifetimes, pause, telemetry);
        invalidator = new CacheInvalidator(store, copies, clock, () -> "event", "node-1", telemetry);
        coherence = new Coherence(copies, trust, store, invalidator, telemetry);
        tail = coherence.follow(database.changeLog());
        coherence.listenTo(bus);
    }

    static CacheKey<Portfolio> key(int number) {
        return CacheKeys.portfolio(Samples.AMELIA, id(number));
    }

    static PortfolioId id(int number) {
        return new PortfolioId("portfolio_" + number);
    }

    /** A change of the portfolio behind a number's key, to a version. */
    static Change change(int number, long version) {
        return new Change.OfPortfolio(
                Operation.UPDATE_PORTFOLIO,
                Samples.AMELIA,
                id(number),
                version,
                id(number).value());
    }

    static Versioned<Portfolio> version(long version) {
        return new Versioned<>(Samples.portfolio(version), version);
    }

    Cached<Portfolio> read(CacheKey<Portfolio> key, long version) {
        return reads.read(key, Demand.ANY, () -> version(version));
    }

    /** What another node had loaded. */
    void shareFromElsewhere(CacheKey<Portfolio> key, long version) {
        store.putIfNewer(key, Samples.entry(Samples.portfolio(version)), Duration.ofMinutes(5));
    }

    void busIsHeard() {
        bus.beat(nanoTime.get());
    }

    void logIsRead() {
        tail.poll();
    }

    void pass(Duration time) {
        clock.advance(time);
        nanoTime.addAndGet(time.toNanos());
    }
}
