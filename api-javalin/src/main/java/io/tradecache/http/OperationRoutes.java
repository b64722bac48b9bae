package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.price.FeedStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What those who run the server ask it: whether it lives, whether it is ready, and what it counted. */
final class OperationRoutes {

    private static final int UNAVAILABLE = 503;

    private final HealthChecks health;
    private final PrometheusTelemetry telemetry;
    private final Supplier<FeedStatus> feed;
    private final Answers answers;
    private final Audience readers;

    OperationRoutes(HttpParts parts, Answers answers, boolean metricsPublic) {
        this.health = parts.health();
        this.telemetry = parts.telemetry();
        this.feed = parts.tradecache().refreshing()::status;
        this.answers = answers;
        this.readers = metricsPublic ? Audience.EVERYBODY : Audience.ADMINISTRATORS;
    }

    /** The answer to a question of health. */
    record Health(String status, Map<String, String> checks) {}

    /** The same with how far the data is behind, which makes no node unready. */
    record Readiness(String status, Map<String, String> checks, DataHealth data) {}

    void register(RoutesConfig routes) {
        Routing.get(routes, "/health/live", this::live, Audience.EVERYBODY);
        Routing.get(routes, "/health/ready", this::ready, Audience.EVERYBODY);
        Routing.get(routes, "/metrics", this::metrics, readers);
    }

    private void live(Context ctx) {
        answers.fresh(ctx, new Health("ok", Map.of()));
    }

    private void ready(Context ctx) {
        HealthChecks.Report report = health.report();
        String status = report.cache() ? "ok" : "degraded";
        if (!report.database()) {
            status = "down";
            ctx.status(UNAVAILABLE);
        }
        Map<String, String> checks = new TreeMap<>(Map.of(
                "database",
                word(report.database()),
                "cache",
                word(report.cache()),
                "feed",
                word(feed.get().healthy())));
        answers.fresh(ctx, new Readiness(status, checks, telemetry.dataHealth()));
    }

    private void metrics(Context ctx) {
        ctx.contentType(PrometheusTelemetry.CONTENT_TYPE)
                .header("Cache-Control", "no-store")
                .result(telemetry.scrape());
    }

    private static String word(boolean well) {
        return well ? "ok" : "down";
    }
}
