package io.tradecache.jdbc;

import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.WatchlistRepositoryContract;

class JdbcWatchlistRepositoryTest implements WatchlistRepositoryContract {

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }
}
