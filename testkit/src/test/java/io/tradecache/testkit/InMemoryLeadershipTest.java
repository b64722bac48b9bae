package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryLeadership;
import io.tradecache.core.port.Leadership;

class InMemoryLeadershipTest implements LeadershipContract {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:00:00Z");
    private final InMemoryLeadership leadership = new InMemoryLeadership(clock);

    @Override
    public Leadership of(String node) {
        return leadership.of(node);
    }

    @Override
    public void endTerms() {
        clock.advance(InMemoryLeadership.TERM);
    }
}
