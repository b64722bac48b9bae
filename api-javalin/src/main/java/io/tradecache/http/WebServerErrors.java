package io.tradecache.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers with a problem, and counts, where the web server refuses a request before any route sees it. Thread-safe. */
final class WebServerErrors implements Request.Handler {

    /** What the web server puts where the path would be when it cannot make out the first line of a request. */
    private static final String NO_PATH = "/badMessage";

    private final Problems problems;
    private final ListedOrigins origins;
    private final PrometheusTelemetry telemetry;

    WebServerErrors(Problems problems, ListedOrigins origins, PrometheusTelemetry telemetry) {
        this.problems = problems;
        this.origins = origins;
        this.telemetry = telemetry;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        answer(Problem.ofStatus(response.getStatus()), request, response, callback);
        return true;
    }

    /** Answers a request that no route sees, or one whose route has failed to answer: that one was counted already. */
    void answer(Problem problem, Request request, Response response, Callback callback) {
        Object known = request.getAttribute(Requests.TRACE_ID);
        String traceId = known == null ? TraceId.of(request.getHeaders().get("traceparent")) : known.toString();
        if (known == null) {
            Duration took = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
            telemetry.request(RequestMeters.known(request.getMethod()), RequestMeters.NO_ROUTE, problem.status(), took);
        }
        byte[] body = problems.bytes(problem, path(request), traceId);
        response.setStatus(problem.status());
        problem.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(TraceId.HEADER, traceId);
        SecurityHeaders.put(response.getHeaders());
        origins.tell(request.getHeaders().get(HttpHeader.ORIGIN), response.getHeaders()::put);
        if (!request.getConnectionMetaData().isPersistent()) {
            // Of what it could not read the web server says nothing, and a client would send its next request in vain.
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static @Nullable String path(Request request) {
        String path = request.getHttpURI().getPath();
        return NO_PATH.equals(path) ? null : path;
    }
}
