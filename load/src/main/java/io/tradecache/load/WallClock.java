package io.tradecache.load;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The time of day in microseconds, without an object for each look: it is taken from the running time, and set right again
 * several times a second. Not thread-safe.
 */
final class WallClock {

    private static final long NANOS_A_MICRO = 1_000;
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long RIGHT_FOR_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Clock clock = Clock.systemUTC();
    private long setAt;
    private long microsThen;

    WallClock() {
        set(System.nanoTime());
    }

    /** Microseconds since 1970 at a moment of {@link System#nanoTime}, which is about now. */
    long micros(long nanoTime) {
        if (nanoTime - setAt > RIGHT_FOR_NANOS) {
            set(System.nanoTime());
        }
        return microsThen + (nanoTime - setAt) / NANOS_A_MICRO;
    }

    private void set(long nanoTime) {
        Instant now = clock.instant();
        setAt = nanoTime;
        microsThen = now.getEpochSecond() * MICROS_A_SECOND + now.getNano() / NANOS_A_MICRO;
    }
}
