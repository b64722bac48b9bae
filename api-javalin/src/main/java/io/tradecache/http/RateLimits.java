package io.tradecache.http;

import io.github.bucket4j.ConsumptionProbe;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.tradecache.http.Problem.Kind;
import java.util.Set;

/**
 * Answers so many requests of one caller in a minute. Each answer says how many are left, in the fields of the IETF's draft
 * "RateLimit header fields for HTTP". Streams are outside it. Thread-safe.
 */
final class RateLimits {

    private static final String COUNTED = "tradecache.counted";
    private static final Set<Integer> UNMATCHED = Set.of(404, 405);

    private final int most;
    private final Authentication authentication;
    private final String policy;
    private final Buckets callers;

    /**
     * Counts requests.
     *
     * @param most how many of one caller are answered in a minute; 0 for any number
     * @param parts who asks, and when
     */
    RateLimits(int most, HttpParts parts) {
        this.most = most;
        this.authentication = parts.authentication();
        this.policy = "\"default\";q=" + most + ";w=" + Buckets.WINDOW.toSeconds();
        this.callers = new Buckets(Math.max(1, most), parts.clock());
    }

    void register(JavalinConfig config) {
        if (most > 0) {
            config.routes.beforeMatched(this::count);
            config.routes.after(this::countUnmatched);
        }
    }

    /** What there is no route for is known by its answer alone. */
    private void countUnmatched(Context ctx) {
        if (ctx.attribute(COUNTED) == null && UNMATCHED.contains(ctx.statusCode())) {
            count(ctx);
        }
    }

    private void count(Context ctx) {
        if (Routing.isHealth(ctx.path()) || Routing.isStream(ctx.path())) {
            return;
        }
        ctx.attribute(COUNTED, true);
        ConsumptionProbe probe = callers.of(authentication.caller(ctx)).tryConsumeAndReturnRemaining(1);
        ctx.header("RateLimit-Policy", policy);
        ctx.header(
                "RateLimit",
                "\"default\";r=" + probe.getRemainingTokens() + ";t="
                        + Buckets.seconds(probe.getNanosToWaitForReset()));
        if (!probe.isConsumed()) {
            throw Problem.of(Kind.RATE_LIMITED, "At most " + most + " requests in a minute are answered")
                    .withHeader("Retry-After", String.valueOf(Buckets.seconds(probe.getNanosToWaitForRefill())))
                    .asException();
        }
    }
}
