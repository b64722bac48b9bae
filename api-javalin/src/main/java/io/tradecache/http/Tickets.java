package io.tradecache.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The tickets of streams. Those that this node has issued are known for a while, by their hashes. Thread-safe. */
final class Tickets {

    private static final int MOST_KNOWN = 20_000;

    /** Longer than clients go on showing one that was used or has lapsed. */
    private static final Duration KNOWN = Duration.ofMinutes(10);

    private final StreamTickets behind;
    private final RecentRefusals refusals;
    private final Cache<String, Boolean> issued;

    Tickets(StreamTickets behind, Clock clock) {
        this.behind = behind;
        this.refusals = new RecentRefusals(clock);
        this.issued = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterWrite(KNOWN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Issues a ticket, as {@link StreamTickets#issue} does. */
    void issue(Secret ticket, Grant grant) {
        behind.issue(ticket, grant);
        issued.put(RememberedCredentials.hash(ticket.text()), true);
    }

    /**
     * Takes a ticket. One that was refused a moment ago is so again, since each look is a write.
     *
     * @param ticket what somebody presents
     * @return whom it lets in
     * @throws RefusedCredentialsException when it lets nobody in
     */
    Grant redeem(String ticket) {
        String hash = RememberedCredentials.hash(ticket);
        return refusals.check(hash, () -> secret(ticket).flatMap(behind::redeem).orElseThrow(() -> refused(hash)));
    }

    /** Whether this node has issued it, used or not; it may be forgotten for want of room. */
    boolean hasIssued(String ticket) {
        return isKnown(RememberedCredentials.hash(ticket));
    }

    private boolean isKnown(String hash) {
        return issued.getIfPresent(hash) != null;
    }

    private RefusedCredentialsException refused(String hash) {
        String why = "The ticket is unknown, was used, or has lapsed";
        return isKnown(hash) ? RefusedCredentialsException.lapsed(why) : new RefusedCredentialsException(why);
    }

    private static Optional<Secret> secret(String ticket) {
        try {
            return Optional.of(new Secret(ticket));
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }
}
