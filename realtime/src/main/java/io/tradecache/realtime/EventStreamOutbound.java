package io.tradecache.realtime;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way to a client of server-sent events. It writes when the connection takes something, and never waits. Thread-safe.
 */
final class EventStreamOutbound implements Outbound, WriteListener {

    private static final int LONGEST_RETRY_MILLIS = 5_000;

    private final ServletOutputStream out;
    private final Runnable hangUp;
    /** Completed when the answer is at its end. */
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private byte @Nullable [] message;
    private @Nullable Completion completion;
    private boolean started;
    private boolean unflushed;
    private boolean closing;

    /**
     * Begins with the first message; the others wait until it is gone.
     *
     * @param out the answer's, of which the listener is yet to be set
     * @param first the first message
     * @param hangUp closes the connection although something is still to be written
     */
    EventStreamOutbound(ServletOutputStream out, byte[] first, Runnable hangUp) {
        this.out = out;
        this.hangUp = hangUp;
        this.message = first;
    }

    CompletableFuture<Void> end() {
        return end;
    }

    @Override
    public void send(byte[] next, Completion told) {
        synchronized (this) {
            if (message == null) {
                message = next;
            } else {
                message = new Bytes().json(message).json(next).done();
            }
            completion = told;
        }
        write();
    }

    @Override
    public long bytesHeard() {
        return -1;
    }

    @Override
    public void ping() {
        // The comments that keep the connection alive are messages of the dialect.
    }

    /** There are no codes here: the client is told when to come again. */
    @Override
    public void close(int code, String reason) {
        synchronized (this) {
            closing = true;
            int retry = ThreadLocalRandom.current().nextInt(LONGEST_RETRY_MILLIS);
            byte[] last = ("retry: " + retry + "\n\n").getBytes(StandardCharsets.UTF_8);
            message = message == null
                    ? last
                    : new Bytes().json(message).json(last).done();
        }
        write();
    }

    @Override
    public void abort() {
        hangUp.run();
        end.complete(null);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            started = true;
        }
        write();
    }

    @Override
    public void onError(Throwable failure) {
        Completion told;
        synchronized (this) {
            started = false;
            told = completion;
            completion = null;
        }
        if (told != null) {
            told.ended(false);
        }
        end.complete(null);
    }

    private void write() {
        Completion told;
        boolean last;
        try {
            synchronized (this) {
                if (!started || !isAllWritten()) {
                    return;
                }
                told = completion;
                completion = null;
                last = closing;
            }
        } catch (IOException | IllegalStateException e) {
            onError(e);
            return;
        }
        if (last) {
            end.complete(null);
        }
        if (told != null) {
            told.ended(true);
        }
    }

    /** Writes as much as can be; when that is not all, the server calls again. */
    private boolean isAllWritten() throws IOException {
        while (out.isReady()) {
            byte[] next = message;
            if (next != null) {
                message = null;
                unflushed = true;
                out.write(next);
            } else if (unflushed) {
                unflushed = false;
                out.flush();
            } else {
                return true;
            }
        }
        return false;
    }
}
