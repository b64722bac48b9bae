package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.port.StreamTickets;

class InMemoryStreamTicketsTest implements StreamTicketsContract {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:00:00Z");
    private final StreamTickets tickets = new InMemoryStreamTickets(clock);

    @Override
    public StreamTickets tickets() {
        return tickets;
    }

    @Override
    public void endTerms() {
        clock.advance(StreamTickets.TERM);
    }
}
