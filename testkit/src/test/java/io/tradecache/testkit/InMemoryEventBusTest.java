package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;

class InMemoryEventBusTest implements EventBusContract {

    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final CacheStore store = new InMemoryCacheStore(ManualClock.at("2026-03-09T14:30:00Z"), bus);

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public CacheStore publisher() {
        return store;
    }

    @Override
    public void breakConnection() {
        bus.lose();
    }

    @Override
    public void beat() {
        bus.beat(System.nanoTime());
    }
}
