package io.tradecache.http;

import io.tradecache.http.Problem.Kind;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Works on so many requests at a time and sends others away at once, since a request that waits for its turn until its
 * client has given up is work for nobody. Streams, which last, and questions for health are not counted. Thread-safe.
 */
final class Shedding extends Handler.Wrapper {

    private final WebServerErrors errors;
    private final Semaphore places;

    /**
     * Lets requests in.
     *
     * @param errors answers the others
     * @param most how many are worked on at a time
     */
    Shedding(WebServerErrors errors, int most) {
        this.errors = errors;
        this.places = new Semaphore(most);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isExempt(request)) {
            return super.handle(request, response, callback);
        }
        if (!places.tryAcquire()) {
            errors.answer(
                    Problem.of(Kind.OVERLOADED, "Too many requests are being worked on; try again soon")
                            .withHeader(HttpHeader.RETRY_AFTER.asString(), "1"),
                    request,
                    response,
                    callback);
            return true;
        }
        Callback leaving = Callback.from(callback, (Runnable) places::release);
        try {
            boolean handled = super.handle(request, response, leaving);
            if (!handled) {
                places.release();
            }
            return handled;
        } catch (Exception | Error e) {
            places.release();
            throw e;
        }
    }

    private static boolean isExempt(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path != null
                && (path.startsWith("/health/")
                        || path.startsWith("/ws/")
                        || path.startsWith(Routing.API + "/stream/"));
    }
}
