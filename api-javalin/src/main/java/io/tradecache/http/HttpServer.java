package io.tradecache.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.access.WebSites;
import io.tradecache.json.Codec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionCache;

/**
 * The HTTP API of a node, running. It owns its threads and its port, and none of the parts that it is given. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    /** When the server stops, a connection on which nothing has moved for so long is closed at once. */
    private static final Duration IDLE_AT_SHUTDOWN = Duration.ofMillis(50);

    /** How many connections may wait to be taken in when many come at once. */
    private static final int ACCEPT_QUEUE = 4_096;

    /** For each answer Javalin makes an array of this size, of 32 KiB unless it is told otherwise, whatever is in it. */
    private static final int COPIED_AT_ONCE = 4_096;

    private final Javalin javalin;
    private final List<Gate.Route> routes;
    private final int port;

    private HttpServer(Javalin running, List<Gate.Route> routes) {
        this.javalin = running;
        this.routes = routes;
        this.port = running.port();
    }

    /**
     * Starts to serve. The answer comes when requests can be sent.
     *
     * @param settings where to listen
     * @param parts what to serve
     * @return the running server
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static HttpServer start(HttpSettings settings, HttpParts parts) {
        Codec codec = new Codec();
        Problems problems = new Problems(codec);
        Answers answers = new Answers(codec, parts.clock());
        Bodies bodies = new Bodies(settings.limits().longestBody());
        Gate gate = new Gate(parts.authentication(), parts.telemetry());
        ListedOrigins origins = new ListedOrigins(new WebSites(settings.allowedOrigins()));
        WebServerErrors errors = new WebServerErrors(problems, origins, parts.telemetry());
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            limit(config.jetty, settings, errors);
            new Requests(parts.telemetry()).register(config);
            problems.register(config);
            new CrossOrigin(origins, settings, parts.authentication()).register(config);
            gate.register(config);
            new RateLimits(settings.limits().requestsAMinute(), parts).register(config);
            gate.registerRoles(config);
            // Javalin tries them in this order, one after another: what is asked for most comes first.
            api(config.routes, parts, bodies, answers);
            new OperationRoutes(parts, answers, settings.metricsPublic()).register(config.routes);
            new DocumentRoutes(codec).register(config.routes);
            new CacheRoutes(parts.tradecache().cache(), parts.telemetry(), bodies, answers, codec)
                    .register(config.routes);
            parts.routes().forEach(each -> each.accept(config));
        });
        return new HttpServer(javalin.start(), gate.routes());
    }

    /**
     * Where the server listens.
     *
     * @return the port, also when the settings left the choice to the system
     */
    public int port() {
        return port;
    }

    /**
     * What is served here.
     *
     * @return each method with its path, for example {@code GET /api/v1/users/{u}/portfolios}
     */
    public Set<String> routes() {
        Set<String> declared = new TreeSet<>();
        routes.forEach(route -> declared.add(route.method() + " " + route.path()));
        return declared;
    }

    /** All routes, and whom they are for. */
    List<Gate.Route> audiences() {
        return routes;
    }

    /** Takes no more requests, lets those in flight finish for a while, and gives the port back. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        // A strong entity tag names one sequence of bytes, so the same tag must not stand for a compressed form too.
        config.http.compressionStrategy = withoutCompression();
        config.http.responseBufferSize = COPIED_AT_ONCE;
    }

    /** Javalin's own looks through a list of types for each answer, only to find nothing to compress it with. */
    private static CompressionStrategy withoutCompression() {
        CompressionStrategy none = new CompressionStrategy();
        none.setExcludedMimeTypes(List.of());
        none.setDefaultMinSizeForCompression(Integer.MAX_VALUE);
        return none;
    }

    /** Javalin asks each request that wants to become a WebSocket for its session, and one made for it is kept for ever. */
    private static void keepNoSessions(SessionHandler sessions) {
        SessionCache none = new NullSessionCache(sessions);
        none.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(none);
        sessions.setUsingCookies(false);
    }

    private static void limit(JettyConfig jetty, HttpSettings settings, WebServerErrors errors) {
        HttpLimits limits = settings.limits();
        jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopTimeout().toMillis());
            server.setErrorHandler(errors);
            server.insertHandler(new Shedding(errors, limits.concurrent()));
            server.insertHandler(new Uploads(errors, limits.longestBody(), limits.patience(), limits.bodiesTogether()));
            server.insertHandler(new GracefulHandler());
            server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        });
        jetty.modifyServletContextHandler(handler -> {
            handler.setErrorHandler(errors);
            keepNoSessions(handler.getSessionHandler());
        });
        jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.addCustomizer((request, headers) -> {
                SecurityHeaders.begin(headers);
                return request;
            });
            // No path leads anywhere but to a route, and the routes say best what is wrong with an id.
            http.setUriCompliance(UriCompliance.UNSAFE);
        });
        jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, HttpConnections.over(http, limits.patience()));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            connector.setAcceptQueueSize(ACCEPT_QUEUE);
            connector.setShutdownIdleTimeout(IDLE_AT_SHUTDOWN.toMillis());
            return connector;
        });
    }

    private static void api(RoutesConfig routes, HttpParts parts, Bodies bodies, Answers answers) {
        Tradecache tradecache = parts.tradecache();
        Clock clock = parts.clock();
        Access access = new Access(parts.authentication(), tradecache.watchlists());
        LiveColumns columns = new LiveColumns(tradecache.prices());
        Moment.Judge judge = new Moment.Judge(tradecache.prices(), tradecache.calendar(), clock);
        new PortfolioRoutes(tradecache.portfolios(), access, bodies, answers).register(routes);
        new HoldingRoutes(tradecache.portfolios(), tradecache.holdings(), access, bodies, answers).register(routes);
        new LiveRoutes(tradecache, access, answers, columns, judge).register(routes);
        new PriceRoutes(tradecache.prices(), tradecache.refreshing(), bodies, answers).register(routes);
        new WatchlistRoutes(tradecache.watchlists(), access, bodies, answers).register(routes);
        new ItemRoutes(tradecache, access, bodies, answers, columns).register(routes);
        new MoveRoutes(tradecache.moves(), access, bodies, answers).register(routes);
        new HistoryRoutes(tradecache.history(), answers).register(routes);
        new RefreshPolicyRoutes(tradecache.refreshPolicy(), answers).register(routes);
        new StreamTicketRoutes(parts.authentication(), bodies, answers, clock).register(routes);
        new MarketRoutes(tradecache.calendar(), clock, answers).register(routes);
        new MarketOverrideRoutes(tradecache.hours(), bodies, answers).register(routes);
        parts.manualPrices()
                .ifPresent(feed ->
                        new ManualPriceRoutes(tradecache.refreshing(), feed, bodies, answers, clock).register(routes));
    }
}
