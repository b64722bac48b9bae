package io.tradecache.jdbc;

import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.ItemRepositoryContract;

class JdbcItemRepositoryTest implements ItemRepositoryContract {

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }
}
