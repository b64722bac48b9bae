package io.tradecache.core.port;

import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * Tickets that let somebody in once, on whatever node, for programs that cannot send a header with what they open. Only
 * their hashes are kept. Every method throws {@link PortException} when the store cannot serve it. Thread-safe.
 */
public interface StreamTickets {

    /** How long a ticket is good for. */
    Duration TERM = Duration.ofSeconds(30);

    /**
     * Issues a ticket, good for {@link #TERM}.
     *
     * @param ticket a new one
     * @param grant whom it lets in, and what that rests on, to the microsecond
     */
    void issue(Secret ticket, Grant grant);

    /**
     * Takes a ticket. However many try at once, on however many nodes, one is let in.
     *
     * @param ticket what somebody presents
     * @return whom it lets in, and what that rests on; empty when it was never issued, was used, or has lapsed
     */
    Optional<Grant> redeem(Secret ticket);
}
