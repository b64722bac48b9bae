package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.port.Persistence;

class InMemoryItemRepositoryTest implements ItemRepositoryContract {

    private final Persistence persistence = new InMemoryDatabase().persistence();

    @Override
    public Persistence persistence() {
        return persistence;
    }
}
