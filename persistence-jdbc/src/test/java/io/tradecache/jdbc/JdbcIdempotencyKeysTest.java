package io.tradecache.jdbc;

import static io.tradecache.testkit.NewRecords.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.IdempotencyKey;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.IdempotencyKeys.Claim;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.IdempotencyKeysContract;
import io.tradecache.testkit.NewRecords;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class JdbcIdempotencyKeysTest implements IdempotencyKeysContract {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));

    private final Sql sql = new Sql(MIGRATED);

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @Override
    public Persistence persistence() {
        return DATABASE.persistence();
    }

    @Test
    void whoeverWaitsForTooLongIsToldSo() throws SQLException {
        IdempotencyKey key = new IdempotencyKey(NewRecords.user(), "slow");
        IdempotencyKeys keys = persistence().idempotencyKeys();
        try (Connection other = MIGRATED.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "SELECT pg_advisory_xact_lock(hashtextextended('idempotency " + key.user() + " slow', 0))");

            assertThat(persistence().transactions().<Claim>inTransaction(() -> keys.claim(key)))
                    .isEqualTo(new Claim.Busy());
        }
    }

    @Test
    void allThatIsOldGoesHoweverMuchItIs() {
        sql.run("""
                INSERT INTO tradecache.idempotency_keys (user_id, key, request, reply, at)
                SELECT 'amelia', n, 'request', 'reply', '2020-01-01' FROM generate_series(1, 2500) n
                """);

        assertThat(persistence().idempotencyKeys().forget(CREATED.minusSeconds(1)))
                .isEqualTo(2_500);
    }
}
