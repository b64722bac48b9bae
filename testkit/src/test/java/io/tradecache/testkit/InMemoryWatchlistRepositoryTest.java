package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.port.Persistence;

class InMemoryWatchlistRepositoryTest implements WatchlistRepositoryContract {

    private final Persistence persistence = new InMemoryDatabase().persistence();

    @Override
    public Persistence persistence() {
        return persistence;
    }
}
