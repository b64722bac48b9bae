package io.tradecache.jdbc;

import io.tradecache.core.port.Persistence;
import io.tradecache.testkit.PriceHistoryContract;

class JdbcPriceHistoryTest implements PriceHistoryContract {

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }
}
