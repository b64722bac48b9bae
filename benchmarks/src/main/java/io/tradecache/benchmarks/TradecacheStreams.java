package io.tradecache.benchmarks;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.service.PriceRefresher;
import io.tradecache.feed.ManualPriceFeed;
import io.tradecache.http.Authentication;
import io.tradecache.http.HealthChecks;
import io.tradecache.http.HttpParts;
import io.tradecache.http.HttpServer;
import io.tradecache.http.HttpSettings;
import io.tradecache.http.PrometheusTelemetry;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.realtime.RealTime;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.realtime.StreamAccess;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The streams as {@code tradecache serve} has them, without database and Redis. A provider's stream states twenty symbols
 * five times a second each, one after another, so that each of four frames a second has all of them. Ends with its input,
 * or when it is told to: its clients are sent away before.
 */
public final class TradecacheStreams {

    private static final long TICK_MILLIS = 10;
    private static final long PUBLISH_MILLIS = 20;
    private static final BigDecimal YESTERDAY = new BigDecimal("150.00");
    private static final List<Symbol> SYMBOLS =
            LoadOptionsBuilder.SYMBOLS.stream().map(Symbol::new).toList();

    private final Clock clock = Clock.systemUTC();
    private final ManualPriceFeed feed = new ManualPriceFeed(clock);
    private final Tradecache tradecache;
    private final PriceRefresher refresher;
    private Instant due = Instant.MIN;
    private long ticks;

    private TradecacheStreams(PrometheusTelemetry telemetry) {
        tradecache = Tradecache.builder(
                        new InMemoryCacheStore(clock, new InMemoryEventBus()),
                        new InMemoryDatabase().persistence(),
                        feed,
                        clock)
                .telemetry(telemetry)
                .build();
        refresher = tradecache.refreshing().refresher();
    }

    /**
     * Serves on any free port.
     *
     * @param args none
     * @throws IOException when the input fails
     */
    public static void main(String[] args) throws IOException {
        PrometheusTelemetry telemetry = new PrometheusTelemetry("benchmark");
        TradecacheStreams streams = new TradecacheStreams(telemetry);
        Tradecache tradecache = streams.tradecache;
        RealTime realTime =
                RealTime.start(RealTimeSettings.shipped(), StreamAccess.open(), tradecache, telemetry, streams.clock);
        HttpServer http = HttpServer.start(
                new HttpSettings("127.0.0.1", 0),
                new HttpParts(
                                tradecache,
                                new HealthChecks(() -> true, () -> true),
                                telemetry,
                                streams.clock,
                                Authentication.none(new InMemoryStreamTickets(streams.clock)))
                        .with(realTime::register));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            realTime.close();
                            http.close();
                        },
                        "exit"));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        Future<?> stating = threads.scheduleAtFixedRate(streams::state, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
        Future<?> publishing = threads.scheduleAtFixedRate(streams::publish, 0, PUBLISH_MILLIS, TimeUnit.MILLISECONDS);
        ServerProcess.serve(http.port());
        if (stating.isDone() || publishing.isDone()) {
            throw new IllegalStateException("the prices had stopped to come");
        }
        System.exit(0);
    }

    private void state() {
        Symbol symbol = SYMBOLS.get((int) (ticks % SYMBOLS.size()));
        BigDecimal price = BigDecimal.valueOf(15_000 + ticks * 7 % 199, 2);
        Instant now = clock.instant();
        feed.state(new Quote(symbol, null, price, YESTERDAY, 1_000_000 + ticks, now, now, now, feed.name()));
        ticks++;
    }

    /** What the launcher's loop does. */
    private void publish() {
        Instant now = clock.instant();
        if (tradecache.wants().isChanged() || !now.isBefore(due)) {
            tradecache.wants().declare();
        }
        refresher.flush();
        if (!now.isBefore(due)) {
            due = now.plus(Duration.ofSeconds(1));
            refresher.refreshDue();
        }
    }
}
