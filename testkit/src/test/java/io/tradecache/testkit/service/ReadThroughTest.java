package io.tradecache.testkit.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Pause;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.TimeToLive;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.core.service.Lifetimes;
import io.tradecache.core.service.LoadBound;
import io.tradecache.core.service.NearCopies;
import io.tradecache.core.service.NearTrust;
import io.tradecache.core.service.ReadThrough;
import io.tradecache.testkit.FaultyCacheStore;
import io.tradecache.testkit.ManualClock;
import io.tradecache.testkit.RecordingTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ReadThroughTest {

    private static final CacheKey<String> KEY =
            CacheKeys.of(new DeclaredFamily("signals", "signal"), new UserId("amelia"), "s1", String.class);

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final RecordingTelemetry telemetry = new RecordingTelemetry();
    private final FaultyCacheStore store = new FaultyCacheStore(new InMemoryCacheStore(clock, new InMemoryEventBus()));
    private final List<Duration> pauses = new ArrayList<>();
    private final ReadThrough reads = over(
            store,
            clock,
            time -> {
                pauses.add(time);
                clock.advance(time);
            },
            telemetry);

    @Test
    void loadsOnceAndThenHits() {
        assertThat(read(Demand.ANY, "first", 1).source()).isEqualTo(Source.LOADED);

        Cached<String> second = reads.read(KEY, Demand.ANY, ReadThroughTest::mustNotLoad);

        assertThat(second.value()).isEqualTo("first");
        assertThat(second.source()).isEqualTo(Source.NEAR);
        assertThat(telemetry.count("hit declared")).isEqualTo(1);
        assertThat(telemetry.count("miss declared")).isEqualTo(1);
    }

    @Test
    void loadsAgainWhenTheLifetimeIsOver() {
        read(Demand.ANY, "first", 1);

        clock.advance(Duration.ofMinutes(5));

        assertThat(read(Demand.ANY, "second", 2).value()).isEqualTo("second");
    }

    @Test
    void handsTheLoadersFailureToTheCallerAndCachesNothing() {
        RuntimeException trouble = new IllegalStateException("no database");
        assertThatThrownBy(() -> reads.read(KEY, Demand.ANY, () -> {
                    throw trouble;
                }))
                .isSameAs(trouble);

        assertThat(read(Demand.ANY, "value", 1).value()).isEqualTo("value");
        assertThat(pauses).as("the failed load gave its lease back").isEmpty();
    }

    @Test
    void asksTheSourceWhenTheCacheCannotBeAsked() {
        read(Demand.ANY, "first", 1);
        store.fail();

        Cached<String> bypassed = read(Demand.ANY, "second", 2);

        assertThat(bypassed.value()).isEqualTo("second");
        assertThat(bypassed.source()).isEqualTo(Source.BYPASSED);
    }

    @Test
    void passesOverAValueThatIsOlderThanDemanded() {
        read(Demand.ANY, "first", 1);

        assertThat(read(Demand.atLeast(1), "unused", 9).value()).isEqualTo("first");
        assertThat(read(Demand.atLeast(2), "second", 2).value()).isEqualTo("second");
        assertThat(reads.read(KEY, Demand.ANY, ReadThroughTest::mustNotLoad).value())
                .as("the newer value took the older one's place")
                .isEqualTo("second");
    }

    @Test
    void reloadsOnDemandAndLetsTheOthersProfit() {
        read(Demand.ANY, "first", 1);

        assertThat(read(Demand.RELOAD, "second", 2).source()).isEqualTo(Source.LOADED);
        assertThat(reads.read(KEY, Demand.ANY, ReadThroughTest::mustNotLoad).value())
                .isEqualTo("second");
    }

    @Test
    void waitsForTheValueThatAnotherIsLoading() {
        Lookup.Leased<String> other = (Lookup.Leased<String>) store.find(KEY);
        AtomicInteger rounds = new AtomicInteger();
        ReadThrough patient = over(
                store,
                clock,
                time -> {
                    if (rounds.incrementAndGet() == 3) {
                        store.fill(other.lease(), CacheEntry.of("theirs", 1, clock.instant()), Duration.ofMinutes(5));
                    }
                },
                telemetry);

        assertThat(patient.read(KEY, Demand.ANY, ReadThroughTest::mustNotLoad).value())
                .isEqualTo("theirs");
        assertThat(rounds).hasValue(3);
    }

    @Test
    void loadsByItselfWhenTheOthersLeaseLapses() {
        store.find(KEY);

        Cached<String> own = read(Demand.ANY, "own", 1);

        assertThat(own.source()).isEqualTo(Source.LOADED);
        assertThat(pauses).startsWith(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(4));
        assertThat(pauses).allMatch(pause -> pause.toMillis() <= 16);
        assertThat(pauses.stream().mapToLong(Duration::toMillis).sum()).isBetween(2_900L, 3_100L);
    }

    @Test
    void aDerivedValueWaitsForNobody() {
        store.find(KEY);

        Cached<String> derived = reads.derive(KEY, value -> true, () -> new Versioned<>("computed", 1));

        assertThat(derived.value()).isEqualTo("computed");
        assertThat(pauses).isEmpty();
    }

    @Test
    void aDerivedValueIsComputedAnewWhenItsInputsMovedOn() {
        reads.derive(KEY, value -> true, () -> new Versioned<>("from old inputs", 1));

        Cached<String> anew = reads.derive(KEY, value -> false, () -> new Versioned<>("from new inputs", 1));

        assertThat(anew.value()).isEqualTo("from new inputs");
        assertThat(reads.derive(KEY, value -> true, ReadThroughTest::mustNotLoad)
                        .value())
                .isEqualTo("from new inputs");
    }

    @Test
    void twoHundredReadersOfAColdKeyMakeOneLoad() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        CountDownLatch allAsked = new CountDownLatch(200);
        // The lease does not lapse, however long a busy machine keeps its holder from loading.
        Clock still = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        InMemoryCacheStore shared = new InMemoryCacheStore(still, new InMemoryEventBus());
        ReadThrough real = over(shared, still, time -> Thread.onSpinWait(), telemetry);
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> {
                    allAsked.countDown();
                    allAsked.await();
                    return real.read(KEY, Demand.ANY, () -> new Versioned<>("load " + loads.incrementAndGet(), 1))
                            .value();
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("load 1");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads).hasValue(1);
    }

    private Cached<String> read(Demand demand, String value, long version) {
        Supplier<Versioned<String>> loader = () -> new Versioned<>(value, version);
        return reads.read(KEY, demand, loader);
    }

    private static Versioned<String> mustNotLoad() {
        throw new AssertionError("the cache should have answered");
    }

    /** A read path without copies in the node. */
    private static ReadThrough over(CacheStore store, Clock clock, Pause pause, Telemetry telemetry) {
        NearTrust trust = new NearTrust(System::nanoTime, NearTrust.BUS_BOUND, NearTrust.LOG_BOUND);
        return new ReadThrough(
                store,
                new NearCopies(NearCache.NONE, trust, telemetry),
                new LoadBound(LoadBound.DEFAULT_LOADS),
                new Lifetimes(TimeToLive.GUIDE, new AlwaysOpen(), clock),
                pause,
                telemetry);
    }
}
