package io.tradecache.jdbc;

import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.PortfolioRepositoryContract;

class JdbcPortfolioRepositoryTest implements PortfolioRepositoryContract {

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }
}
