package io.tradecache.jdbc;

import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.HoldingRepositoryContract;

class JdbcHoldingRepositoryTest implements HoldingRepositoryContract {

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }
}
