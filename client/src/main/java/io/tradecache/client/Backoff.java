package io.tradecache.client;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: anything up to a bound that doubles with each failure, so that clients which
 * have lost one server do not come to the next all at once. Not thread-safe.
 */
final class Backoff {

    static final long BASE_MILLIS = 500;
    static final long CAP_MILLIS = 20_000;
    private static final int DOUBLINGS = 6;

    private final DoubleSupplier random;
    private int attempts;

    /**
     * No failure yet.
     *
     * @param random from 0 to below 1
     */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    boolean isFresh() {
        return attempts == 0;
    }

    /** Counts a failure. */
    long nextMillis() {
        long bound = Math.min(CAP_MILLIS, BASE_MILLIS << Math.min(attempts, DOUBLINGS));
        attempts++;
        return (long) (random.getAsDouble() * bound);
    }

    void reset() {
        attempts = 0;
    }
}
