package io.tradecache.testkit;

import io.tradecache.core.inmemory.InMemoryEarnings;
import io.tradecache.core.port.EarningsStore;

class InMemoryEarningsTest implements EarningsStoreContract {

    private final EarningsStore earnings = new InMemoryEarnings();

    @Override
    public EarningsStore earnings() {
        return earnings;
    }
}
