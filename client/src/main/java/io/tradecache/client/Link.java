package io.tradecache.client;

import io.tradecache.client.Connector.Connection;
import io.tradecache.client.Connector.Receiver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to be connected, and what becomes of it. What the connector tells on any thread is done on the stream's; a
 * connection on which nothing comes for two heartbeats is given up.
 */
final class Link implements Receiver {

    /** Until the server has told its heartbeat. */
    private static final long SILENCE_MILLIS = 30_000;

    private static final long STABLE_MILLIS = 10_000;
    private static final long LONGEST_HINT_MILLIS = 60_000;
    /** Nothing can be relied on that came by a connection which has fallen silent. */
    private static final long NEVER = Long.MIN_VALUE;

    private static final Logger LOG = System.getLogger(PriceStream.class.getName());

    private final Timing timing;
    private final Streaming streaming;
    /** Written before {@link #over} is read, and read after that is written: nobody leaves a connection to the other. */
    private volatile @Nullable Connection arrived;

    private volatile boolean over;
    private @Nullable Connection connection;
    private long openedAt;
    private long heardAt;
    private long silenceMillis = SILENCE_MILLIS;
    private @Nullable Long hintedAt;
    private Runnable watch;

    Link(Timing timing, Streaming streaming) {
        this.timing = timing;
        this.streaming = streaming;
        this.heardAt = timing.millis();
        this.watch = timing.after(silenceMillis, this::look);
    }

    @Override
    public void opened(Connection opened) {
        arrived = opened;
        if (over) {
            // Here, since the stream's thread may have stopped.
            opened.abort();
            return;
        }
        timing.execute(() -> {
            if (!over) {
                connection = opened;
                openedAt = timing.millis();
                heardAt = openedAt;
                streaming.opened(this);
            }
        });
    }

    @Override
    public void text(String message, Runnable handled) {
        timing.execute(() -> {
            try {
                heardAt = timing.millis();
                if (!over) {
                    streaming.heard(this, message);
                }
            } finally {
                handled.run();
            }
        });
    }

    @Override
    public void signOfLife() {
        timing.execute(() -> heardAt = timing.millis());
    }

    @Override
    public void closed(int code, String reason) {
        timing.execute(() -> {
            boolean forGood = code >= 4500 && code <= 4999;
            end(new Ending(forGood, timing.millis(), (code + " " + reason).strip()));
        });
    }

    @Override
    public void failed(Throwable failure) {
        timing.execute(() -> {
            if (!over) {
                String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
                LOG.log(Level.WARNING, "WebSocket error: {0}", what);
                end(new Ending(false, timing.millis(), what));
            }
        });
    }

    /**
     * How a link ended.
     *
     * @param isForGood whether the server wants no more attempts
     * @param answeredUntil until when what came by it can be relied on
     * @param reason in words
     */
    record Ending(boolean isForGood, long answeredUntil, String reason) {}

    /** The server's heartbeat, which two of may be missed. */
    void expectHeartbeat(long millis) {
        silenceMillis = 2 * millis;
        watch.run();
        watch = timing.after(silenceMillis, this::look);
    }

    /** The server asks to come again after some time. */
    void hint(long afterMillis) {
        hintedAt = timing.millis() + Math.max(0, Math.min(LONGEST_HINT_MILLIS, afterMillis));
    }

    /** How long the server wants to be left alone, or null when it did not say. */
    @Nullable
    Long hintedMillis() {
        return hintedAt == null ? null : Math.max(0, hintedAt - timing.millis());
    }

    @Nullable
    Connection connection() {
        return over ? null : connection;
    }

    /** Whether it lasted long enough to believe that the trouble before it is past. */
    boolean wasStable() {
        return connection != null && timing.millis() - openedAt >= STABLE_MILLIS;
    }

    /** This side closes. */
    void close() {
        if (!over) {
            over = true;
            watch.run();
            Connection last = arrived;
            if (last != null) {
                last.close();
            }
        }
    }

    private void look() {
        long silence = timing.millis() - heardAt;
        if (silence < silenceMillis) {
            watch = timing.after(silenceMillis - silence, this::look);
        } else {
            LOG.log(Level.WARNING, "WebSocket error: nothing came for {0} ms", silence);
            end(new Ending(false, NEVER, "nothing came for " + silence + " ms"));
        }
    }

    private void end(Ending ending) {
        if (!over) {
            over = true;
            watch.run();
            Connection last = arrived;
            if (last != null) {
                last.abort();
            }
            streaming.ended(this, ending);
        }
    }
}
