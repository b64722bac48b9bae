package io.tradecache.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.tradecache.http.Problem.Kind;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What goes with every request, whatever its route: the trace id and the clock. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    /** The attribute of a request, and the name in the log. */
    static final String TRACE_ID = "trace_id";

    /** Javalin takes the method from this header where there is one, unseen by whatever guards methods on the way. */
    private static final String OTHER_METHOD = "X-HTTP-Method-Override";

    private final PrometheusTelemetry telemetry;

    Requests(PrometheusTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    void register(JavalinConfig config) {
        config.routes.before(Requests::begin);
        config.routes.wsBeforeUpgrade(Requests::begin);
        config.requestLogger.http(this::end);
        config.requestLogger.ws(ws -> ws.onUpgrade((ctx, millis) -> MDC.remove(TRACE_ID)));
    }

    static String traceId(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(TRACE_ID), "set before every route");
    }

    /** The path as it was sent, also where it cannot be read. */
    static String path(Context ctx) {
        String unreadable = ctx.attribute(HttpConnections.UNREADABLE_TARGET);
        if (unreadable == null) {
            return ctx.path();
        }
        int query = unreadable.indexOf('?');
        return query < 0 ? unreadable : unreadable.substring(0, query);
    }

    private static void begin(Context ctx) {
        String traceId = TraceId.of(ctx.header("traceparent"));
        ctx.attribute(TRACE_ID, traceId);
        MDC.put(TRACE_ID, traceId);
        ctx.header(TraceId.HEADER, traceId);
        if (ctx.attribute(HttpConnections.UNREADABLE_TARGET) != null) {
            throw Problem.of(Kind.BAD_REQUEST, "The path cannot be read").asException();
        }
        if (ctx.header(OTHER_METHOD) != null) {
            throw Problem.of(Kind.INVALID_HEADER, OTHER_METHOD + " is not heeded here")
                    .asException();
        }
    }

    private void end(Context ctx, Float millis) {
        Endpoint endpoint = matched(ctx);
        String method = RequestMeters.known(ctx.req().getMethod());
        String route = endpoint == null ? RequestMeters.NO_ROUTE : endpoint.path;
        telemetry.request(method, route, ctx.statusCode(), Duration.ofNanos(Math.round(millis * 1e6)));
        // The route, not the path: what a client sends need not stand in a log.
        LOG.debug("{} {} {} {} ms", method, route, ctx.statusCode(), millis);
        MDC.remove(TRACE_ID);
    }

    private static @Nullable Endpoint matched(Context ctx) {
        return ctx.endpoints().lastHttpEndpoint();
    }
}
