package io.tradecache.core.inmemory;

import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.port.MarketOverrides;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps overrides in memory, for the nodes of one process. Thread-safe. */
public final class InMemoryMarketOverrides implements MarketOverrides {

    private final Map<String, List<MarketOverride>> kept = new ConcurrentHashMap<>();

    /** No market has overrides yet. */
    public InMemoryMarketOverrides() {}

    @Override
    public List<MarketOverride> all(String market) {
        return kept.getOrDefault(market, List.of());
    }

    @Override
    public void replace(String market, List<MarketOverride> overrides) {
        kept.put(market, MarketOverride.inOrder(overrides));
    }
}
