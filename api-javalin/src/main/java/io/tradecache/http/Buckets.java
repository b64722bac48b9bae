package io.tradecache.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What each of many callers has left of so many a minute, in a table that stays small. Thread-safe. */
final class Buckets {

    static final Duration WINDOW = Duration.ofMinutes(1);

    /** Of more callers than these in one window, some start anew. */
    private static final int MOST_CALLERS = 100_000;

    private final LoadingCache<String, Bucket> callers;

    /**
     * Full buckets for everybody.
     *
     * @param most how many a minute; above zero
     * @param clock the present
     */
    Buckets(int most, Clock clock) {
        TimeMeter time = new Reading(clock);
        this.callers = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                // Whoever was away for so long has a full one again anyway.
                .expireAfterAccess(WINDOW)
                .build(caller -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW))
                        .build());
    }

    Bucket of(String caller) {
        return callers.get(caller);
    }

    /** Empty for whoever took nothing for a while. */
    Optional<Bucket> known(String caller) {
        return Optional.ofNullable(callers.getIfPresent(caller));
    }

    /** Whole seconds, one at least: nobody is to come back too early. */
    static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }

    /** The clock as the counters read it. */
    private record Reading(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
