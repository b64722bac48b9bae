package io.tradecache.e2e;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Measures how long it takes until something holds. */
final class Until {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Until() {}

    /** Asks again and again; gives the longest time when it never holds. */
    static Duration holds(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                return LONGEST;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
