package io.tradecache.http;

import io.tradecache.http.Problem.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Works on so many requests at a time and sends others away at once, since a request that waits for its turn until its
 * client has given up is work for nobody. Streams, which last, and questions for health are not counted. Thread-safe.
 */
final class Shedding extends Handler.Wrapper {

    /** How long a request may take from its last byte to the last of its answer. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

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
        Scheduler.Task deadline = request.getComponents()
                .getScheduler()
                .schedule(() -> hangUp(request), DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        Runnable leave = () -> {
            deadline.cancel();
            places.release();
        };
        return AtTheEnd.run(callback, leave, ending -> super.handle(request, response, ending));
    }

    /** A client that takes its answer byte by byte would keep its place as long as it likes. */
    private static void hangUp(Request request) {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private static boolean isExempt(Request request) {
        String path = request.getHttpURI().getPath();
        return Routing.isStream(request) || (path != null && Routing.isHealth(path));
    }
}
