package io.tradecache.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers with a problem where the web server refuses a request before any route sees it. Thread-safe. */
final class WebServerErrors implements Request.Handler {

    private final Problems problems;

    WebServerErrors(Problems problems) {
        this.problems = problems;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String traceId = TraceId.of(request.getHeaders().get("traceparent"));
        Problem problem = Problem.ofStatus(response.getStatus());
        byte[] body = problems.bytes(problem, request.getHttpURI().getPath(), traceId);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problems.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(TraceId.HEADER, traceId);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
