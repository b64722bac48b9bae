package io.tradecache.testkit.simulation;

import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Persistence;
import java.util.function.LongSupplier;

class InMemoryInterleavingsTest implements InterleavingsContract {

    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryEventBus bus = new InMemoryEventBus();
    private final InMemoryCacheStore store = new InMemoryCacheStore(time.clock(), bus);
    private final InMemoryDatabase database = new InMemoryDatabase();

    InMemoryInterleavingsTest() {
        QuietLog.begin();
    }

    @Override
    public CacheStore store() {
        return store;
    }

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Override
    public EventBus bus() {
        return bus;
    }

    @Override
    public LongSupplier nanoTime() {
        return time::nanoTime;
    }

    @Override
    public void settle() {
        bus.beat(time.nanoTime());
    }
}
