package io.tradecache.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.tradecache.core.Tradecache;
import java.time.Clock;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The HTTP API of a node, running. It owns its threads and its port, and none of the parts that it is given. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts to serve. The answer comes when requests can be sent.
     *
     * @param settings where to listen
     * @param tradecache what to serve
     * @param health what to say when asked for it
     * @param telemetry what was counted; the same that {@code tradecache} counts with
     * @param clock the present; the same that {@code tradecache} reads
     * @return the running server
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static HttpServer start(
            HttpSettings settings,
            Tradecache tradecache,
            HealthChecks health,
            PrometheusTelemetry telemetry,
            Clock clock) {
        ObjectMapper json = new ObjectMapper();
        Problems problems = new Problems(json);
        Answers answers = new Answers(json, clock);
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            limit(config.jetty, settings, problems);
            new Requests(telemetry).register(config);
            routes(config.routes, problems);
            new OperationRoutes(health, telemetry, answers).register(config.routes);
            config.router.javaLangErrorHandler((response, error) -> {
                throw error;
            });
        });
        return new HttpServer(javalin.start(settings.host(), settings.port()));
    }

    /**
     * Where the server listens.
     *
     * @return the port, also when the settings left the choice to the system
     */
    public int port() {
        return javalin.port();
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
        config.http.compressionStrategy = CompressionStrategy.NONE;
    }

    private static void limit(JettyConfig jetty, HttpSettings settings, Problems problems) {
        WebServerErrors errors = new WebServerErrors(problems);
        jetty.modifyServer(server -> {
            server.setStopTimeout(settings.stopTimeout().toMillis());
            server.setErrorHandler(errors);
            server.insertHandler(new GracefulHandler());
        });
        jetty.modifyServletContextHandler(handler -> {
            handler.setErrorHandler(errors);
            handler.getSessionHandler().setUsingCookies(false);
        });
        jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }

    private static void routes(RoutesConfig routes, Problems problems) {
        routes.exception(Exception.class, problems::answer);
        routes.exception(HttpResponseException.class, problems::answer);
    }
}
