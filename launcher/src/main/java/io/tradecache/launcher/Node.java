package io.tradecache.launcher;

import io.tradecache.core.Tradecache;
import io.tradecache.core.TradecacheBuilder;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.port.StreamTickets;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.feed.ManualPriceFeed;
import io.tradecache.feed.SimulatedPriceFeed;
import io.tradecache.http.Authentication;
import io.tradecache.http.HealthChecks;
import io.tradecache.http.HttpLimits;
import io.tradecache.http.HttpParts;
import io.tradecache.http.HttpServer;
import io.tradecache.http.HttpSettings;
import io.tradecache.http.PrometheusTelemetry;
import io.tradecache.jdbc.JdbcDatabase;
import io.tradecache.launcher.Settings.Market;
import io.tradecache.realtime.RealTime;
import io.tradecache.realtime.StreamAccess;
import io.tradecache.realtime.Visitor;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * One running tradecache: servers, schema, services and the HTTP API, put together as the settings say. Closing it lets
 * requests in flight finish, then takes everything down in the opposite order. Thread-safe.
 */
final class Node implements AutoCloseable {

    private final Closing closing;
    private final HttpServer http;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Node(Closing closing, HttpServer http) {
        this.closing = closing;
        this.http = http;
    }

    /**
     * Starts a node and returns when it serves. What was started before something failed is stopped again.
     *
     * @param settings what to start
     * @param clock the present, for all parts alike
     * @param console is told what runs where
     */
    static Node start(Settings settings, Clock clock, Console console) {
        Closing closing = new Closing();
        try {
            return start(settings, clock, console, closing);
        } catch (RuntimeException | Error e) {
            closing.close();
            throw e;
        }
    }

    private static Node start(Settings settings, Clock clock, Console console, Closing closing) {
        Backends backends = closing.opened(Backends.open(settings, console::step));
        console.fact("PostgreSQL", backends.databasePlace());
        console.fact("Redis", backends.redisPlace());
        JdbcDatabase database = closing.opened(JdbcDatabase.open(backends.database()));
        console.fact("schema", Schema.migrated(database));
        PriceFeed feed = settings.feed().opening().apply(clock);
        console.fact("prices", settings.feed().meaning());
        console.fact("market", settings.market() == Market.SIM ? "SIM, which never closes" : "XNYS, US equities");
        console.fact("access", settings.access().meaning());
        if (settings.demo()) {
            console.fact("demo data", demo(database.persistence(), feed, clock));
        }
        PrometheusTelemetry telemetry = new PrometheusTelemetry(Version.CURRENT);
        String name = UUID.randomUUID().toString();
        NodeCache cache = backends.redis()
                .map(redis -> NodeCache.shared(redis, database, name, telemetry, closing))
                .orElseGet(() -> NodeCache.inProcess(clock, name));
        if (backends.redis().isPresent()) {
            telemetry.watchMemory(cache.inspection()::usedMemory);
        }
        TradecacheBuilder parts = Tradecache.builder(cache.store(), database.persistence(), feed, clock)
                .node(name)
                .near(cache.near())
                .inspection(cache.inspection())
                .cluster(cache.bus(), cache.leadership(), cache.interest())
                .earnings(database.earnings())
                .telemetry(telemetry);
        if (settings.market() == Market.XNYS) {
            parts.calendar(NyseCalendar.at(clock.instant()), database.marketOverrides());
        }
        Tradecache tradecache = parts.build();
        closing.opened(MarketLoop.start(tradecache.hours()));
        closing.opened(tradecache.coherence().listenTo(cache.bus()));
        closing.opened(cache.bus().onChange(tradecache.live()));
        closing.opened(tradecache.refreshing().listenTo(cache.bus()));
        closing.opened(CoherenceLoops.start(tradecache.coherence(), database, cache.leadership()));
        closing.opened(PriceLoop.start(tradecache, clock));
        HealthChecks health = closing.opened(new HealthChecks(database::isAnswering, cache.answering()));
        Authentication authentication = authentication(settings.access(), database, clock);
        RealTime realTime = closing.opened(RealTime.start(
                settings.streams(), streamAccess(settings.access(), authentication), tradecache, telemetry, clock));
        HttpParts served = new HttpParts(tradecache, health, telemetry, clock, authentication).with(realTime::register);
        HttpServer http = closing.opened(HttpServer.start(
                listening(settings),
                feed instanceof ManualPriceFeed manual ? served.withManualPrices(manual::state) : served));
        // Once more, as the last one opened: clients are sent away while the server can still tell them.
        closing.opened(realTime);
        return new Node(closing, http);
    }

    /** The gate has asked who it is before, and remembers. */
    private static StreamAccess streamAccess(AccessSettings access, Authentication authentication) {
        if (access.mode() == AccessSettings.Mode.NONE) {
            return StreamAccess.open();
        }
        return ctx -> authentication
                .listener(ctx)
                .map(grant -> new Visitor(grant.principal().user(), true, new StillHolds(authentication, grant)))
                .orElseGet(() -> new Visitor(null, true));
    }

    /** Equal for all streams that rest on the same, however many there are. */
    private record StillHolds(Authentication authentication, Grant grant) implements BooleanSupplier {
        @Override
        public boolean getAsBoolean() {
            return authentication.stillHolds(grant);
        }
    }

    private static HttpSettings listening(Settings settings) {
        AccessSettings access = settings.access();
        HttpSettings listening = new HttpSettings(settings.host(), settings.port())
                .allowing(access.allowedOrigins())
                .withMetricsPublic(access.metricsPublic())
                .withLimits(HttpLimits.shipped().withRequestsAMinute(access.requestsAMinute()));
        return access.insecure() ? listening.reachedFromElsewhere() : listening;
    }

    private static Authentication authentication(AccessSettings access, JdbcDatabase database, Clock clock) {
        StreamTickets tickets = database.streamTickets();
        return switch (access.mode()) {
            case NONE -> Authentication.none(tickets);
            case API_KEY ->
                Authentication.byApiKey(database.apiKeys(), tickets, clock)
                        .withFailuresAMinute(access.failuresAMinute());
            case JWT ->
                Authentication.byToken(Objects.requireNonNull(access.jwt()), tickets, clock)
                        .withFailuresAMinute(access.failuresAMinute());
        };
    }

    private static String demo(Persistence persistence, PriceFeed feed, Clock clock) {
        new DemoData(persistence, clock).put();
        int bars = feed instanceof SimulatedPriceFeed simulated
                ? new SimulatedBars(persistence.history(), simulated, clock).put()
                : 0;
        return "users demo and demo2" + (bars == 0 ? "" : ", " + bars + " daily bars added");
    }

    /** Where the API listens, also when the system chose. */
    int port() {
        return http.port();
    }

    /** What is served: each method with its path. */
    Set<String> routes() {
        return http.routes();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closing.close();
        }
    }
}
