package io.tradecache.jdbc;

import io.tradecache.core.port.PriceInterest;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.PriceInterestContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

class JdbcPriceInterestTest implements PriceInterestContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    private final Sql sql = new Sql(MIGRATED);

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @AfterEach
    void forgetWants() {
        sql.run("DELETE FROM tradecache.price_interest");
    }

    @Override
    public PriceInterest of(String node) {
        return DATABASE.priceInterest(node);
    }

    @Override
    public void endTerms() {
        sql.run("UPDATE tradecache.price_interest SET until = until - interval '15 s'");
    }
}
