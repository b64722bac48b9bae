package io.tradecache.core.inmemory;

import io.tradecache.core.model.access.Grant;
import io.tradecache.core.model.access.Secret;
import io.tradecache.core.port.StreamTickets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps tickets in memory, for the nodes of one process. Thread-safe. */
public final class InMemoryStreamTickets implements StreamTickets {

    private final Clock clock;
    private final Map<String, Ticket> tickets = new HashMap<>();

    /**
     * There are no tickets yet.
     *
     * @param clock what terms are measured by
     */
    public InMemoryStreamTickets(Clock clock) {
        this.clock = clock;
    }

    private record Ticket(Grant grant, Instant until) {}

    @Override
    public synchronized void issue(Secret ticket, Grant grant) {
        Instant now = clock.instant();
        tickets.values().removeIf(each -> !now.isBefore(each.until));
        tickets.put(ticket.hash(), new Ticket(grant, now.plus(TERM)));
    }

    @Override
    public synchronized Optional<Grant> redeem(Secret ticket) {
        return Optional.ofNullable(tickets.remove(ticket.hash()))
                .filter(found -> clock.instant().isBefore(found.until))
                .map(Ticket::grant);
    }
}
