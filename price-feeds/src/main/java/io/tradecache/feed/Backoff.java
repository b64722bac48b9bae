package io.tradecache.feed;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before connecting again: anything up to a limit that doubles with each failure, so that many clients do
 * not come back together. Not thread-safe.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 30;

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    /**
     * Begins without failures.
     *
     * @param first the limit after the first failure
     * @param longest the highest limit
     */
    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** Counts a failure. */
    Duration next() {
        long limit = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis(random.nextLong(limit + 1));
    }

    /** Forgets all failures. */
    void reset() {
        failures = 0;
    }
}
