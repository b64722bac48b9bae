package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryPriceInterest;
import io.tradecache.core.port.PriceInterest;

class InMemoryPriceInterestTest implements PriceInterestContract {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:00:00Z");
    private final InMemoryPriceInterest interest = new InMemoryPriceInterest(clock);

    @Override
    public PriceInterest of(String node) {
        return interest.of(node);
    }

    @Override
    public void endTerms() {
        clock.advance(PriceInterest.TERM);
    }
}
