package io.tradecache.load;

import java.util.concurrent.TimeUnit;

/**
 * How a visit has gone so far, which the next one depends on. Moments are those of {@link System#nanoTime}. Not thread-safe.
 */
final class Course {

    /** A connection that lasted so long was a good one. */
    private static final long SERVED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long NEVER = 0;

    private final Visit visit;
    private long openedAt;
    private long pricesAt;
    /** When the server has said that the client must go, and when it is to come again. */
    private long hintedAt = NEVER;

    private long hintedFor;

    Course(Visit visit) {
        this.visit = visit;
        this.pricesAt = visit.pricesAt();
    }

    void opened(long nanoTime) {
        openedAt = nanoTime;
    }

    long openedAt() {
        return openedAt;
    }

    /** When it was last sent prices that it had reason to expect; 0 if it was not. */
    long pricesAt() {
        return pricesAt;
    }

    void priced(long nanoTime) {
        pricesAt = nanoTime;
    }

    /** The client stops to read or reads on: how long it had no prices says nothing of the server. */
    void interrupted() {
        pricesAt = NEVER;
    }

    void hinted(long nanoTime, long afterMillis) {
        hintedAt = nanoTime;
        hintedFor = nanoTime + TimeUnit.MILLISECONDS.toNanos(afterMillis);
    }

    boolean isHinted() {
        return hintedAt != NEVER;
    }

    /** The next visit, when this one's connection has been lost now. */
    Visit next(long nanoTime, int targets) {
        return visit.afterLoss(
                isHinted() ? hintedAt : nanoTime, nanoTime, pricesAt, nanoTime - openedAt >= SERVED_NANOS, targets);
    }

    /** From when on the client may come again. */
    long free(long nanoTime) {
        return isHinted() ? Math.max(nanoTime, hintedFor) : nanoTime;
    }
}
