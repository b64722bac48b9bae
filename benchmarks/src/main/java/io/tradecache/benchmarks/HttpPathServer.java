package io.tradecache.benchmarks;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.HttpConfig;
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
import java.util.function.Consumer;

/**
 * A server of {@link HttpPath}: a bare Javalin that answers with the bytes of a file, or the HTTP API as {@code tradecache
 * serve} has it, on a real Redis and with a database in memory that is asked once. Ends with its input.
 */
public final class HttpPathServer {

    /** How many portfolios there are, all alike. */
    static final int PORTFOLIOS = 32;

    /** A bare Javalin as it comes; the next word is the file. */
    static final String BARE = "bare";

    /** The same with those of Javalin's settings that {@link HttpServer} makes for speed. */
    static final String TUNED = "tuned";

    /** Copies in the process; the next words are the address of Redis, the number of holdings and an API key. */
    static final String NEAR = "near";

    /** The same without copies. */
    static final String REDIS = "redis";

    /** With copies, for callers with an API key, which is the last word, and with a limit by caller. */
    static final String KEYED = "keyed";

    private static final UserId USER = new UserId("demo");
    private static final int COPIED_AT_ONCE = 4_096;
    private static final int HIGHEST_LIMIT = 1_000_000_000;

    private HttpPathServer() {}

    /** Where a portfolio is; the bare server has the first only. */
    static String path(int number) {
        return "/api/v1/users/" + USER + "/portfolios/" + portfolio(number);
    }

    private static PortfolioId portfolio(int number) {
        return new PortfolioId("portfolio_" + (10 + number));
    }

    /**
     * Serves on any free port.
     *
     * @param args the kind and what it needs
     * @throws IOException when the input fails
     */
    public static void main(String[] args) throws IOException {
        int port = switch (args[0]) {
            case BARE -> bare(args[1], http -> http.compressionStrategy = CompressionStrategy.NONE);
            case TUNED -> bare(args[1], HttpPathServer::tune);
            default -> tradecache(args[0], URI.create(args[1]), Integer.parseInt(args[2]), args[3]);
        };
        ServerProcess.serve(port);
        System.exit(0);
    }

    /** The web server in the form in which {@link HttpServer} uses it, and nothing else. */
    private static int bare(String file, Consumer<HttpConfig> settings) throws IOException {
        byte[] body = Files.readAllBytes(Path.of(file));
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.concurrency.useVirtualThreads = true;
                    settings.accept(config.http);
                    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                    config.routes.get(
                            path(0), ctx -> ctx.contentType("application/json").result(body));
                })
                .start("127.0.0.1", 0)
                .port();
    }

    private static void tune(HttpConfig http) {
        CompressionStrategy none = new CompressionStrategy();
        none.setExcludedMimeTypes(List.of());
        none.setDefaultMinSizeForCompression(Integer.MAX_VALUE);
        http.compressionStrategy = none;
        http.responseBufferSize = COPIED_AT_ONCE;
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
        for (int number = 0; number < PORTFOLIOS; number++) {
            PortfolioId id = portfolio(number);
            persistence.portfolios().insert(new Portfolio(id, USER, "Growth", null, "USD", List.of(), 1, now, now));
            for (String symbol : LoadOptionsBuilder.SYMBOLS.subList(0, holdings)) {
                persistence.holdings().insert(holding(id, symbol, now));
            }
        }
    }

    private static Holding holding(PortfolioId portfolio, String symbol, Instant now) {
        return new Holding(
                new HoldingId("holding_" + portfolio.value() + symbol.toLowerCase(Locale.ROOT)),
                portfolio,
                USER,
                new Symbol(symbol),
                new BigDecimal("12.5"),
                new BigDecimal("142.50"),
                "USD",
                null,
                1,
                now,
                now);
    }
}
