package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.port.Persistence;

class InMemoryTransactionsTest implements TransactionsContract {

    private final Persistence persistence = new InMemoryDatabase().persistence();

    @Override
    public Persistence persistence() {
        return persistence;
    }
}
