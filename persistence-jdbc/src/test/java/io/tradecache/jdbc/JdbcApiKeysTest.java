package io.tradecache.jdbc;

import io.tradecache.core.port.ApiKeys;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.ApiKeysContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;

class JdbcApiKeysTest implements ApiKeysContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    private final Sql sql = new Sql(MIGRATED);

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @AfterEach
    void forgetKeys() {
        sql.run("DELETE FROM tradecache.api_keys");
    }

    @Override
    public ApiKeys keys() {
        return DATABASE.apiKeys();
    }
}
