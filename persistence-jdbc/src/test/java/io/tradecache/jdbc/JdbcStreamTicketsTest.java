package io.tradecache.jdbc;

import io.tradecache.core.port.StreamTickets;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.StreamTicketsContract;
import org.junit.jupiter.api.AfterAll;

class JdbcStreamTicketsTest implements StreamTicketsContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @Override
    public StreamTickets tickets() {
        return DATABASE.streamTickets();
    }

    @Override
    public void endTerms() {
        new Sql(MIGRATED).run("UPDATE tradecache.stream_tickets SET until = until - interval '30 s'");
    }
}
