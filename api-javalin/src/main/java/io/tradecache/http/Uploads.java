package io.tradecache.http;

import io.tradecache.http.Problem.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Takes the body of a request from the network before anybody handles the request, so that one who sends slowly holds a
 * connection and no thread. What is longer than anybody would read is taken and thrown away, at a slow pace and up to a limit: a
 * server that answers earlier has to hang up, and a client that is still sending then loses the answer with the connection.
 * Thread-safe.
 */
final class Uploads extends Handler.Wrapper {

    /** The attribute of a request whose body has more bytes than may be read. */
    static final String TOO_LONG = "tradecache.body-too-long";

    /** How much is taken; whoever sends more than that is hung up on. */
    private static final long MOST_TAKEN = 16L << 20;

    /** What is thrown away is taken so much at a time, with a pause after it, so that it costs little of the processor. */
    private static final int THROWN_AT_ONCE = 64 << 10;

    private static final Duration PAUSE = Duration.ofMillis(10);

    private static final int MOST_WAITING = 16;

    private final WebServerErrors errors;
    private final int longest;
    private final Duration patience;
    private final long mostTogether;
    private final AtomicLong together = new AtomicLong();

    /** Each of those that wait to be asked may hold a thread. */
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    /**
     * Takes bodies.
     *
     * @param errors answers where nobody handles the request
     * @param longest how many bytes are kept of one body
     * @param patience how long a body may take
     * @param mostTogether how many bytes are kept of all bodies at a time
     */
    Uploads(WebServerErrors errors, int longest, Duration patience, long mostTogether) {
        this.errors = errors;
        this.longest = longest;
        this.patience = patience;
        this.mostTogether = mostTogether;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!hasBody(request)) {
            return super.handle(request, response, callback);
        }
        if (request.getHeaders().contains(HttpHeader.EXPECT) && waiting.tryAcquire()) {
            return awaited(request, response, callback);
        }
        // A stream lasts, and reads no body: what it was sent is not kept for as long.
        new Upload(request, response, callback, Routing.isStream(request) ? 0 : longest).begin();
        return true;
    }

    /** Who waits to be asked for the body sends it only if somebody wants to read it, and then must not take too long. */
    private boolean awaited(Request request, Response response, Callback callback) throws Exception {
        Scheduler.Task timer = request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.fail(new TimeoutException("the body took too long")),
                        patience.toMillis(),
                        TimeUnit.MILLISECONDS);
        Runnable end = () -> {
            timer.cancel();
            waiting.release();
        };
        return AtTheEnd.run(callback, end, ending -> super.handle(request, response, ending));
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** One body on its way. The connection calls it from one thread at a time, and the timer whenever it wants to. */
    private final class Upload implements Runnable {

        private final Request request;
        private final Response response;
        private final Callback callback;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final int most;
        private long taken;
        private long takenAtPause;
        private boolean givenBack;
        private boolean over;
        private Scheduler.@Nullable Task timer;

        private Upload(Request request, Response response, Callback callback, int most) {
            this.most = most;
            this.request = request;
            this.response = response;
            this.callback = Callback.from(callback, this::giveBack);
        }

        private void begin() {
            synchronized (this) {
                timer = request.getComponents()
                        .getScheduler()
                        .schedule(this::late, patience.toMillis(), TimeUnit.MILLISECONDS);
            }
            run();
        }

        @Override
        public void run() {
            if (isOver()) {
                return;
            }
            Content.Chunk chunk = request.read();
            while (chunk != null) {
                if (Content.Chunk.isFailure(chunk)) {
                    refuse(Problem.of(Kind.BAD_REQUEST, "The body ended too early"));
                    return;
                }
                boolean kept = keep(chunk.getByteBuffer());
                boolean last = chunk.isLast();
                chunk.release();
                if (!kept) {
                    refuse(Problem.of(Kind.OVERLOADED, "Too much is being sent at the moment; try again soon")
                            .withHeader(HttpHeader.RETRY_AFTER.asString(), "1"));
                    return;
                }
                if (last || taken >= MOST_TAKEN) {
                    pass(last);
                    return;
                }
                if (taken > most && taken - takenAtPause >= THROWN_AT_ONCE) {
                    takenAtPause = taken;
                    pause();
                    return;
                }
                chunk = request.read();
            }
            request.demand(this);
        }

        /** The network holds the sender up meanwhile. */
        private void pause() {
            Components components = request.getComponents();
            components
                    .getScheduler()
                    .schedule(() -> components.getExecutor().execute(this), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** False when there is no room for it. */
        private synchronized boolean keep(ByteBuffer bytes) {
            int count = bytes.remaining();
            taken += count;
            int room = Math.min(count, most - body.size());
            if (taken > most || givenBack) {
                return true;
            }
            if (together.addAndGet(room) > mostTogether) {
                together.addAndGet(-room);
                return false;
            }
            byte[] block = new byte[room];
            bytes.get(block);
            body.write(block, 0, room);
            return true;
        }

        private synchronized void giveBack() {
            if (!givenBack) {
                givenBack = true;
                together.addAndGet(-body.size());
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        /** False when somebody has answered already. */
        private synchronized boolean end() {
            boolean first = !over;
            over = true;
            if (timer != null) {
                timer.cancel();
            }
            return first;
        }

        private void pass(boolean whole) {
            if (!end()) {
                return;
            }
            if (taken > most) {
                request.setAttribute(TOO_LONG, true);
            }
            if (!whole) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
            }
            ByteBuffer bytes = ByteBuffer.wrap(taken > most ? new byte[0] : body.toByteArray());
            try {
                if (!Uploads.super.handle(new Received(request, bytes), response, callback)) {
                    Response.writeError(request, response, callback, 404);
                }
            } catch (Exception e) {
                Response.writeError(request, response, callback, e);
            }
        }

        private void late() {
            refuse(Problem.of(Kind.REQUEST_TIMEOUT, "The body took longer than " + patience.toSeconds() + " s"));
        }

        private void refuse(Problem problem) {
            if (end()) {
                response.getHeaders().put(HttpHeader.CONNECTION, "close");
                errors.answer(problem, request, response, callback);
            }
        }
    }

    /** A request whose body is here. */
    private static final class Received extends Request.Wrapper {

        private final Content.Source body;

        private Received(Request request, ByteBuffer body) {
            super(request);
            this.body = Content.Source.from(body);
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable callback) {
            body.demand(callback);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
            super.fail(failure);
        }
    }
}
