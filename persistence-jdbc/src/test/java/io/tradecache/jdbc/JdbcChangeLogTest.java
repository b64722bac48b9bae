package io.tradecache.jdbc;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.ChangeLogContract;
import org.junit.jupiter.api.AfterEach;

class JdbcChangeLogTest implements ChangeLogContract {

    private final TestDatabase migrated = TestSchema.fresh();
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(migrated));

    @AfterEach
    void close() {
        database.close();
        migrated.close();
    }

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Override
    public ChangeLog changeLog() {
        return database.changeLog();
    }

    @Override
    public LogPosition forgottenPosition() {
        return new LogPosition("another-server/00000001 1:1:");
    }
}
