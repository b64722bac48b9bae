package io.tradecache.jdbc;

import io.tradecache.core.port.EarningsStore;
import io.tradecache.testkit.EarningsStoreContract;

class JdbcEarningsCalendarTest implements EarningsStoreContract {

    @Override
    public EarningsStore earnings() {
        return TestSchema.sharedEarnings();
    }
}
