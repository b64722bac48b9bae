package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryMarketOverrides;
import io.tradecache.core.port.MarketOverrides;

class InMemoryMarketOverridesTest implements MarketOverridesContract {

    private final MarketOverrides overrides = new InMemoryMarketOverrides();

    @Override
    public MarketOverrides overrides() {
        return overrides;
    }
}
