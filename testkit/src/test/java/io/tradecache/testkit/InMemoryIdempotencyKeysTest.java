package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.port.Persistence;

class InMemoryIdempotencyKeysTest implements IdempotencyKeysContract {

    private final Persistence persistence = new InMemoryDatabase().persistence();

    @Override
    public Persistence persistence() {
        return persistence;
    }
}
