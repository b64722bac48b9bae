package io.tradecache.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.tradecache.http.Problem.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Answers so many requests of one caller in a minute. Each answer says how many are left, in the fields of the IETF's draft
 * "RateLimit header fields for HTTP". Streams are outside it. Thread-safe.
 */
final class RateLimits {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    /** Of more callers than these in one window, some start anew. */
    private static final int MOST_CALLERS = 100_000;

    private final int most;
    private final Authentication authentication;
    private final String policy;
    private final LoadingCache<String, Bucket> callers;

    /**
     * Counts requests.
     *
     * @param most how many of one caller are answered in a minute; 0 for any number
     * @param parts who asks, and when
     */
    RateLimits(int most, HttpParts parts) {
        this.most = most;
        this.authentication = parts.authentication();
        this.policy = "\"default\";q=" + most + ";w=" + WINDOW.toSeconds();
        TimeMeter time = new Reading(parts.clock());
        this.callers = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                // Whoever was away for so long has all its requests again anyway.
                .expireAfterAccess(WINDOW)
                .build(caller -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW))
                        .build());
    }

    void register(JavalinConfig config) {
        if (most > 0) {
            config.routes.beforeMatched(this::count);
        }
    }

    private void count(Context ctx) {
        String path = ctx.path();
        if (path.startsWith("/health/") || path.startsWith(Routing.API + "/stream/")) {
            return;
        }
        ConsumptionProbe probe = callers.get(authentication.caller(ctx)).tryConsumeAndReturnRemaining(1);
        ctx.header("RateLimit-Policy", policy);
        ctx.header(
                "RateLimit",
                "\"default\";r=" + probe.getRemainingTokens() + ";t=" + seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            throw Problem.of(Kind.RATE_LIMITED, "At most " + most + " requests in a minute are answered")
                    .withHeader("Retry-After", String.valueOf(seconds(probe.getNanosToWaitForRefill())))
                    .asException();
        }
    }

    private static long seconds(long nanos) {
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
