package io.tradecache.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tradecache.http.Problem.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Looks for a while at no more credentials and tickets of an address from which too many came that prove nothing. What is
 * sent again counts once, and what was good before not at all: who does not notice that a token has expired is no danger,
 * and must not keep others out. Thread-safe.
 */
final class FailedAttempts {

    private static final int MOST_REFUSED = 10_000;

    /** Longer than clients pause that go on sending what is refused. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final int most;
    private final Buckets addresses;
    private final Cache<String, Boolean> refused;

    /**
     * Nothing has failed yet.
     *
     * @param most how many of one address may fail in a minute; 0 for any number
     * @param clock the present
     */
    FailedAttempts(int most, Clock clock) {
        this.most = most;
        this.addresses = new Buckets(Math.max(1, most), clock);
        this.refused = Caffeine.newBuilder()
                .maximumSize(MOST_REFUSED)
                .expireAfterAccess(LONGEST_PAUSE)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Whether there were too many of an address. */
    boolean areTooMany(String address) {
        return addresses
                .known(address)
                .filter(bucket -> bucket.getAvailableTokens() == 0)
                .isPresent();
    }

    /** The answer to one of an address with too many. */
    ProblemException tooMany(String address) {
        long wait = addresses.of(address).estimateAbilityToConsume(1).getNanosToWaitForRefill();
        return Problem.of(Kind.RATE_LIMITED, "Too many credentials from your address proved nothing")
                .withHeader("Retry-After", String.valueOf(Buckets.seconds(wait)))
                .asException();
    }

    /**
     * One more has failed.
     *
     * @param address where it came from
     * @param hash by which what was sent is known again
     * @param guess whether it may have been made up; otherwise it does not count, now or when it is sent again
     */
    void failed(String address, String hash, boolean guess) {
        if (most > 0 && refused.asMap().putIfAbsent(hash, true) == null && guess) {
            addresses.of(address).tryConsume(1);
        }
    }
}
