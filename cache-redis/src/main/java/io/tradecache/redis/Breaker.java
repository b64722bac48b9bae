package io.tradecache.redis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Keeps calls from a Redis that does not answer: after some failures in a row it lets only one call through in each
 * pause, until one succeeds. Thread-safe.
 */
final class Breaker {

    static final int FAILURES_TO_OPEN = 5;
    static final Duration PAUSE = Duration.ofMillis(500);

    private final LongSupplier nanoTime;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong();

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made now; the caller then tells how it went. */
    boolean admits() {
        if (failuresInARow.get() < FAILURES_TO_OPEN) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long due = nextProbe.get();
        return now - due >= 0 && nextProbe.compareAndSet(due, now + PAUSE.toNanos());
    }

    /** True when calls were being kept away until now. */
    boolean succeeded() {
        return failuresInARow.get() != 0 && failuresInARow.getAndSet(0) >= FAILURES_TO_OPEN;
    }

    /** True when calls are kept away from now on. */
    boolean failed() {
        if (failuresInARow.incrementAndGet() < FAILURES_TO_OPEN) {
            return false;
        }
        nextProbe.set(nanoTime.getAsLong() + PAUSE.toNanos());
        return failuresInARow.get() == FAILURES_TO_OPEN;
    }
}
