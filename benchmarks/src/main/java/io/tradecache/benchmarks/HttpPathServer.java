package io.tradecache.benchmarks;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.tradecache.caffeine.CaffeineNearCache;
import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryApiKeys;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.access.ApiKey;
import io.tradecache.core.model.access.PresentedKey;
import io.tradecache.core.model.access.Principal;
import io.tradecache.core.model.access.Role;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.NearCache;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.StreamTickets;
import io.tradecache.feed.ManualPriceFeed;
import io.tradecache.http.Authentication;
import io.tradecache.http.HealthChecks;
import io.tradecache.http.HttpLimits;
import io.tradecache.http.HttpParts;
import io.tradecache.http.HttpServer;
import io.tradecache.http.HttpSettings;
import io.tradecache.http.PrometheusTelemetry;
import io.tradecache.json.Codec;
import io.tradecache.load.LoadOptionsBuilder;
import io.tradecache.realtime.RealTime;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.realtime.StreamAccess;
import io.tradecache.redis.RedisCache;
import io.tradecache.redis.RedisSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A server of {@link HttpPath}: a bare Javalin that answers with the bytes of a file, or the HTTP API as {@code tradecache
 * serve} has it, on a real Redis and with a database in memory that is asked once. Ends with its input.
 */
public final class HttpPathServer {

    /** Where both kinds of server have what is asked for. */
    static final String PATH = "/api/v1/users/demo/portfolios/portfolio_growth";

    /** A bare Javalin; the next word is the file. */
    static final String BARE = "bare";

    /** Copies in the process; the next words are the address of Redis, the number of holdings and an API key. */
    static final String NEAR = "near";

    /** The same without copies. */
    static final String REDIS = "redis";

    /** With copies, for callers with an API key, which is the last word, and with a limit by caller. */
    static final String KEYED = "keyed";

    private static final UserId USER = new UserId("demo");
    private static final PortfolioId PORTFOLIO = new PortfolioId("portfolio_growth");
    private static final int HIGHEST_LIMIT = 1_000_000_000;

    private HttpPathServer() {}

    /**
     * Serves on any free port.
     *
     * @param args the kind and what it needs
     * @throws IOException when the input fails
     */
    public static void main(String[] args) throws IOException {
        int port = args[0].equals(BARE)
                ? bare(Files.readAllBytes(Path.of(args[1])))
                : tradecache(args[0], URI.create(args[1]), Integer.parseInt(args[2]), args[3]);
        ServerProcess.serve(port);
        System.exit(0);
    }

    /** The web server in the form in which {@link HttpServer} uses it, and nothing else. */
    private static int bare(byte[] body) {
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.concurrency.useVirtualThreads = true;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                    config.routes.get(
                            PATH, ctx -> ctx.contentType("application/json").result(body));
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static int tradecache(String kind, URI server, int holdings, String key) {
        Clock clock = Clock.systemUTC();
        PrometheusTelemetry telemetry = new PrometheusTelemetry("benchmark");
        Persistence persistence = new InMemoryDatabase().persistence();
        put(persistence, clock.instant(), holdings);
        RedisCache redis = RedisCache.connect(RedisSettings.of(server), new Codec(), telemetry);
        Tradecache tradecache = Tradecache.builder(redis.store(), persistence, new ManualPriceFeed(clock), clock)
                .near(kind.equals(REDIS) ? NearCache.NONE : new CaffeineNearCache())
                .inspection(redis.inspection())
                .cluster(redis.bus(), new InMemoryLeadership(clock).of(kind), new InMemoryPriceInterest(clock).of(kind))
                .telemetry(telemetry)
                .build();
        tradecache.coherence().listenTo(redis.bus());
        RealTime realTime =
                RealTime.start(RealTimeSettings.shipped(), StreamAccess.open(), tradecache, telemetry, clock);
        StreamTickets tickets = new InMemoryStreamTickets(clock);
        boolean keyed = kind.equals(KEYED);
        HttpParts parts = new HttpParts(
                tradecache,
                new HealthChecks(() -> true, () -> true),
                telemetry,
                clock,
                keyed ? Authentication.byApiKey(keys(key), tickets, clock) : Authentication.none(tickets));
        HttpLimits limits = HttpLimits.shipped().withRequestsAMinute(keyed ? HIGHEST_LIMIT : 0);
        return HttpServer.start(new HttpSettings("127.0.0.1", 0).withLimits(limits), parts.with(realTime::register))
                .port();
    }

    private static ApiKeys keys(String text) {
        PresentedKey presented = PresentedKey.parse(text).orElseThrow();
        ApiKeys keys = new InMemoryApiKeys();
        keys.insert(new ApiKey(
                presented.id(), presented.secret().hash(), new Principal(USER, Role.USER), Instant.EPOCH, null));
        return keys;
    }

    private static void put(Persistence persistence, Instant now, int holdings) {
        persistence.portfolios().insert(new Portfolio(PORTFOLIO, USER, "Growth", null, "USD", List.of(), 1, now, now));
        for (String symbol : LoadOptionsBuilder.SYMBOLS.subList(0, holdings)) {
            persistence
                    .holdings()
                    .insert(new Holding(
                            new HoldingId("holding_" + symbol.toLowerCase(Locale.ROOT)),
                            PORTFOLIO,
                            USER,
                            new Symbol(symbol),
                            new BigDecimal("12.5"),
                            new BigDecimal("142.50"),
                            "USD",
                            null,
                            1,
                            now,
                            now));
        }
    }
}
