package io.tradecache.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tradecache.core.model.access.Grant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Refuses again without a look what was refused a moment ago, so that one who sends the same without end costs a look a
 * second. What is remembered by is a hash. Thread-safe.
 */
final class RecentRefusals {

    /** After this at the latest, whoever could not be let in is, when they can be. */
    static final Duration TERM = Duration.ofSeconds(1);

    /** Of more that are refused at a time, some are looked at once more. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Cache<String, Refusal> refusals =
            Caffeine.newBuilder().maximumSize(MOST).build();

    RecentRefusals(Clock clock) {
        this.clock = clock;
    }

    private record Refusal(RefusedCredentialsException why, Instant from) {

        /** Also false before it began, since a clock that is set back must not prolong it. */
        boolean holdsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(from.plus(TERM));
        }
    }

    /**
     * Looks, unless it is known what would be found.
     *
     * @param hash by which what was sent is known again
     * @param look what has to be done to know whom it lets in
     * @return whom it lets in
     * @throws RefusedCredentialsException when it lets nobody in, or did not a moment ago
     */
    Grant check(String hash, Supplier<Grant> look) {
        Refusal last = refusals.getIfPresent(hash);
        if (last != null && last.holdsAt(clock.instant())) {
            throw last.why;
        }
        try {
            return look.get();
        } catch (RefusedCredentialsException e) {
            refusals.put(hash, new Refusal(e, clock.instant()));
            throw e;
        }
    }
}
