package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.Telemetry;
import io.tradecache.load.Load;
import io.tradecache.load.LoadOptions;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.load.LoadProgress;
import io.tradecache.load.LoadProgress.Phase;
import io.tradecache.load.LoadReport;
import io.tradecache.load.ServerCpu;
import io.tradecache.realtime.RealTime;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.realtime.StreamAccess;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The load generator against the real streams, whose prices all change every 20 ms. */
class StreamLoadTest {

    private static final int INTERVAL_MILLIS = 100;
    private static final List<String> SYMBOLS =
            IntStream.range(0, 200).mapToObj(number -> "S" + number).toList();
    private static final RealTimeSettings HASTY = new RealTimeSettings(
            Duration.ofMillis(INTERVAL_MILLIS),
            Duration.ofSeconds(15),
            Duration.ofSeconds(3),
            Duration.ofMillis(100),
            SYMBOLS.size(),
            16 << 10,
            20,
            5,
            Set.of());

    private final Clock clock = Clock.systemUTC();
    private final Tradecache tradecache = Tradecache.builder(
                    new InMemoryCacheStore(clock, new InMemoryEventBus()),
                    new InMemoryDatabase().persistence(),
                    new InMemoryPriceFeed(clock),
                    clock)
            .build();
    private final RealTime realTime = RealTime.start(HASTY, StreamAccess.open(), tradecache, Telemetry.NONE, clock);
    private final Javalin server = served(realTime);
    private final ScheduledExecutorService market = Executors.newSingleThreadScheduledExecutor();
    private final Future<?> trading = market.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    private long seq;

    @AfterEach
    void stop() {
        assertThat(trading).isNotDone();
        market.shutdownNow();
        realTime.close();
        server.stop();
    }

    @Test
    void itSaysHowManyFramesCameAndHowLate() throws InterruptedException {
        List<LoadProgress> progress = new ArrayList<>();

        LoadReport report = Load.of(options(20)
                        .symbols(SYMBOLS, 10)
                        .checkOrder(true)
                        .serverCpu(ServerCpu.ofProcess(ProcessHandle.current().pid()))
                        .build())
                .run(progress::add);

        assertThat(report.connections().opened()).isEqualTo(20);
        assertThat(report.connections().failed()).isEmpty();
        assertThat(report.connections().handshake().count()).isEqualTo(20);
        assertThat(report.framesPerSecond()).isBetween(100.0, 220.0);
        assertThat((double) report.traffic().updates() / report.traffic().frames())
                .isBetween(9.0, 10.0);
        assertThat(report.bytesPerSecond()).isGreaterThan(100 * 500.0);
        assertThat(report.sendLag().count()).isEqualTo(report.traffic().frames());
        assertThat(report.sendLag().p50()).isBetween(1L, 100_000L);
        assertThat(report.priceAge().p50()).isBetween(1L, 200_000L);
        assertThat(report.gap().p50()).isBetween(50_000L, 150_000L);
        assertThat(report.wentBack()).isZero();
        assertThat(report.refusals().areNone()).isTrue();
        assertThat(report.closed()).isEmpty();
        assertThat(report.cpuMicrosPerFrame())
                .hasValueSatisfying(micros -> assertThat(micros).isPositive());
        assertThat(progress)
                .extracting(LoadProgress::phase)
                .contains(Phase.CONNECTING, Phase.WARM_UP, Phase.MEASURING, Phase.CLOSING);
    }

    @Test
    void aThreadThatGathersReadsTogetherWhatCame() throws InterruptedException {
        Duration rest = Duration.ofMillis(500);

        LoadReport report =
                Load.of(options(3).symbols(SYMBOLS, 10).gathering(rest).build()).run(progress -> {});

        assertThat(report.connections().opened()).isEqualTo(3);
        assertThat(report.gap().count()).isPositive();
        assertThat(report.gap().p50()).isGreaterThan(400_000);
        assertThat(report.traffic().frames()).isGreaterThan(2 * report.gap().count());
        assertThat(report.closed()).isEmpty();
    }

    @Test
    void clientsThatNeverReadAreDroppedAndTheOthersDoNotNotice() throws InterruptedException {
        LoadReport report = Load.of(options(20)
                        .symbols(SYMBOLS, 200)
                        .slow(0.25)
                        .pausing(0.1, Duration.ofMillis(300))
                        .lasting(Duration.ofMillis(500), Duration.ofSeconds(8))
                        .build())
                .run(progress -> {});

        assertThat(report.slow()).isEqualTo(new LoadReport.Slow(5, 5));
        assertThat(report.gap().p50()).isBetween(50_000L, 150_000L);
        assertThat(report.closed()).isEmpty();
    }

    @Test
    void plainClientsAreSentAFrameAPrice() throws InterruptedException {
        LoadReport report = Load.of(options(3)
                        .symbols(SYMBOLS, 5)
                        .plain(true)
                        .lasting(Duration.ofMillis(500), Duration.ofSeconds(5))
                        .build())
                .run(progress -> {});

        assertThat(report.traffic().updates())
                .isEqualTo(report.traffic().frames())
                .isGreaterThan(3 * 5 * 10);
        assertThat(report.sendLag().count()).isZero();
        assertThat(report.priceAge().count()).isPositive();
    }

    @Test
    void whatTheServerRefusesIsCountedByItsCode() throws InterruptedException {
        List<String> more =
                IntStream.range(0, 210).mapToObj(number -> "S" + number).toList();
        Duration soon = Duration.ofMillis(200);

        LoadReport hasty = Load.of(
                        options(3).intervalMillis(50).lasting(soon, soon).build())
                .run(progress -> {});
        LoadReport greedy = Load.of(
                        options(3).symbols(more, 210).lasting(soon, soon).build())
                .run(progress -> {});
        LoadReport plain = Load.of(options(3)
                        .symbols(more, 210)
                        .plain(true)
                        .lasting(soon, soon)
                        .build())
                .run(progress -> {});

        assertThat(hasty.refusals()).isEqualTo(new LoadReport.Refusals(Map.of("invalid_interval", 3), Map.of()));
        assertThat(greedy.refusals()).isEqualTo(new LoadReport.Refusals(Map.of(), Map.of("too_many_symbols", 30)));
        assertThat(plain.refusals()).isEqualTo(new LoadReport.Refusals(Map.of("too_many_symbols", 3), Map.of()));
    }

    @Test
    void aServerThatStopsIsSeenByItsCode() throws InterruptedException {
        LoadReport report = Load.of(options(10)
                        .lasting(Duration.ofMillis(200), Duration.ofMinutes(5))
                        .build())
                .run(progress -> {
                    if (progress.phase() == Phase.MEASURING) {
                        realTime.close();
                    }
                });

        assertThat(report.closed()).isEqualTo(Map.of(1012, 10));
        assertThat(report.measured()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void clientsThatAreSentAwayComeAgainAtTheNextServer() throws InterruptedException {
        RealTime other = RealTime.start(HASTY, StreamAccess.open(), tradecache, Telemetry.NONE, clock);
        Javalin next = served(other);
        try {
            AtomicBoolean stopped = new AtomicBoolean();

            LoadReport report = Load.of(LoadOptions.to(uri(server), uri(next))
                            .connections(40, 1_000)
                            .symbols(SYMBOLS, 10)
                            .lasting(Duration.ofMillis(200), Duration.ofSeconds(5))
                            .build())
                    .run(progress -> {
                        if (progress.phase() == Phase.MEASURING && stopped.compareAndSet(false, true)) {
                            realTime.close();
                        }
                    });

            LoadReport.Returns returns = report.returns();
            assertThat(report.closed()).isEqualTo(Map.of(1012, 40));
            assertThat(returns.hints()).isEqualTo(40);
            assertThat(returns.unhinted()).isZero();
            assertThat(returns.back()).isEqualTo(40);
            assertThat(returns.areComplete()).isTrue();
            assertThat(returns.failed()).isEmpty();
            assertThat(returns.mostASecond()).isBetween(1, 40);
            assertThat(returns.untilBack().max()).isBetween(1L, 2_000_000L);
            assertThat(report.traffic().frames()).isGreaterThan(40 * 10);
        } finally {
            other.close();
            next.stop();
        }
    }

    @Test
    void aClientThatPausesIsSentFewOldPricesAndThenTheNewest() throws InterruptedException {
        LoadReport report = Load.of(options(4)
                        .symbols(SYMBOLS, 200)
                        .pausing(0.5, Duration.ofMillis(900))
                        .build())
                .run(progress -> {});

        LoadReport.Pauses pauses = report.pauses();
        assertThat(pauses.ended()).isEqualTo(2);
        assertThat(pauses.oldBytesMost()).isPositive();
        assertThat(pauses.caughtUp().max()).isLessThan(1_000_000);
        assertThat(report.closed()).isEmpty();
    }

    private static URI uri(Javalin of) {
        return URI.create("ws://127.0.0.1:" + of.port() + "/ws/prices");
    }

    private static Javalin served(RealTime streams) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    streams.register(config);
                })
                .start("127.0.0.1", 0);
    }

    private LoadOptionsBuilder options(int connections) {
        return LoadOptions.to(uri(server))
                .connections(connections, 1_000)
                .symbols(SYMBOLS, 10)
                .lasting(Duration.ofMillis(500), Duration.ofSeconds(2));
    }

    private void tick() {
        seq++;
        Instant now = clock.instant();
        tradecache
                .live()
                .priced(SYMBOLS.stream().map(symbol -> tick(symbol, now)).toList());
    }

    private PriceTick tick(String symbol, Instant now) {
        BigDecimal price = BigDecimal.valueOf(10_000 + seq % 100, 2);
        return new PriceTick(
                new Quote(new Symbol(symbol), null, price, BigDecimal.TEN, seq, now, now, now, "test"), 1, seq);
    }
}
