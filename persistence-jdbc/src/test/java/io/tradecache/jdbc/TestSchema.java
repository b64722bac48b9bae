package io.tradecache.jdbc;

import io.tradecache.core.port.EarningsStore;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;

/** Migrated databases. */
final class TestSchema {

    private static final JdbcDatabase SHARED = JdbcDatabase.open(settings(fresh()));

    private TestSchema() {}

    /** The persistence that the tests of contracts share, which leave each other's records alone. */
    static Persistence sharedPersistence() {
        return SHARED.persistence();
    }

    /** The dates of earnings beside it, likewise. */
    static EarningsStore sharedEarnings() {
        return SHARED.earnings();
    }

    /** A database of its own, migrated. */
    static TestDatabase fresh() {
        return TestServers.freshDatabase("jdbc", TestSchema::migrate);
    }

    static DatabaseSettings settings(TestDatabase database) {
        return DatabaseSettings.of(database.jdbcUrl()).as(database.user(), database.password());
    }

    private static void migrate(TestDatabase database) {
        try (JdbcDatabase opened = JdbcDatabase.open(settings(database))) {
            opened.migrate();
        }
    }
}
