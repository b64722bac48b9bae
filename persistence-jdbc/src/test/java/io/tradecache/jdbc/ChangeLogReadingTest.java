package io.tradecache.jdbc;

import static io.tradecache.testkit.ChangeLogContract.logged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.ChangeLog.Batch;
import io.tradecache.core.port.ChangeLog.Told;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.testkit.NewRecords;
import io.tradecache.testkit.PersistenceUnderTest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLogReadingTest implements PersistenceUnderTest {

    private static final LoggedChange EVERYTHING = new LoggedChange.Everything();

    private final TestDatabase migrated = TestSchema.fresh();
    private final Sql sql = new Sql(migrated);
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(migrated));
    private final JdbcChangeLog log = database.changeLog();

    @AfterEach
    void close() {
        database.close();
        migrated.close();
    }

    @Override
    public Persistence persistence() {
        return database.persistence();
    }

    @Test
    void aTransactionThatCommitsLateIsNeitherMissedNorWaitedFor() throws SQLException {
        LogPosition begin = log.end();
        Portfolio slow = NewRecords.portfolio(NewRecords.user());
        try (Connection late = migrated.connect()) {
            late.setAutoCommit(false);
            Sql.run(late, insertion(slow));
            Portfolio quick = storedPortfolio();

            Batch first = log.read(begin);
            late.commit();
            Batch second = log.read(first.next());

            assertThat(first.changes()).containsExactly(logged(quick, 1));
            assertThat(second.changes()).containsExactly(logged(slow, 1));
            assertThat(log.read(second.next()).changes()).isEmpty();
        }
    }

    @Test
    void aLongTransactionInAnotherDatabaseHoldsNothingUp() throws SQLException {
        try (TestDatabase another = TestServers.freshDatabase();
                Connection busy = another.connect()) {
            busy.setAutoCommit(false);
            Sql.run(busy, "CREATE TABLE busy (id int)");
            LogPosition begin = log.end();
            Portfolio portfolio = storedPortfolio();

            Batch batch = log.read(begin);

            assertThat(batch.changes()).containsExactly(logged(portfolio, 1));
            assertThat(log.read(batch.next()).changes()).isEmpty();
        }
    }

    @Test
    void bothPartsOfAReadingUseTheIndex() throws SQLException {
        sql.run("""
                INSERT INTO tradecache.change_log (kind, user_id, root_id, version, xid)
                SELECT 'portfolio', 'amelia', 'portfolio_' || i, 1, (i % 500 + 1)::text::xid8
                FROM generate_series(1, 50000) AS i
                """, "ANALYZE tradecache.change_log");

        for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
            assertThat(plan(mode, log.end()))
                    .as(mode)
                    .containsPattern("(?s)change_log_xid.*change_log_xid")
                    .doesNotContain("Seq Scan on change_log ");
        }
    }

    @Test
    void moreObjectsThanCanBeListedAreEverything() {
        JdbcChangeLog small = logWith(new ChangeLogReading(3), Duration.ofHours(1));
        LogPosition begin = log.end();
        storedPortfolio();
        storedPortfolio();
        storedPortfolio();
        assertThat(small.read(begin).changes()).hasSize(3);

        storedPortfolio();

        assertThat(small.read(begin).changes()).containsExactly(EVERYTHING);
        assertThat(small.read(small.read(begin).next()).changes()).isEmpty();
    }

    @Test
    void moreRowsThanAreLookedAtAreEverything() {
        JdbcChangeLog small = logWith(new ChangeLogReading(1), Duration.ofHours(1));
        LogPosition begin = log.end();
        Portfolio portfolio = storedPortfolio();
        for (long version = 1; version < 10; version++) {
            persistence().portfolios().update(portfolio, version);
        }
        assertThat(small.read(begin).changes()).containsExactly(logged(portfolio, 10));

        persistence().portfolios().update(portfolio, 10);

        assertThat(small.read(begin).changes()).containsExactly(EVERYTHING);
    }

    @Test
    void aPositionFromTheFutureIsEverything() {
        String end = log.end().text();
        String run = end.substring(0, end.indexOf(' '));

        assertThat(log.read(new LogPosition(run + " 999999999:999999999:")).changes())
                .containsExactly(EVERYTHING);
    }

    @Test
    void rowsOfARestoredLogFromTheFutureAreNeitherGivenNorKept() {
        LogPosition begin = log.end();
        sql.run("INSERT INTO tradecache.change_log (kind, version, xid) VALUES ('everything', 0, '99999999999')");

        assertThat(log.read(begin).changes()).isEmpty();
        assertThat(logWith(new ChangeLogReading(10), Duration.ZERO).prune()).isEqualTo(1);
    }

    @Test
    void aReadingTakesNoPartInTheTransactionOfItsThread() {
        LogPosition begin = log.end();
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

        Batch inside = persistence().transactions().inTransaction(() -> {
            persistence().portfolios().insert(portfolio);
            return log.read(begin);
        });

        assertThat(inside.changes()).isEmpty();
        assertThat(log.read(inside.next()).changes()).containsExactly(logged(portfolio, 1));
    }

    @Test
    void theLagIsTheAgeOfTheOldestChangeByTheClockOfTheDatabase() {
        LogPosition begin = log.end();
        storedPortfolio();
        storedPortfolio();
        sql.run("UPDATE tradecache.change_log SET at = at - interval '10 s' WHERE ctid = '(0,1)'");

        assertThat(log.read(begin).lag()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void whatTheCacheWasToldIsKnownToEveryNode() {
        Told told = new Told(log.end(), "run-1");
        log.remember(told);

        try (JdbcDatabase another = JdbcDatabase.open(TestSchema.settings(migrated))) {
            assertThat(another.changeLog().told()).isEqualTo(told);
        }
    }

    @Test
    void aLogThatCannotBeReadIsUnavailable() {
        LogPosition begin = log.end();
        database.close();

        assertThatThrownBy(log::end).isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(() -> log.read(begin)).isInstanceOf(PortException.Unavailable.class);
        assertThatThrownBy(log::told).isInstanceOf(PortException.Unavailable.class);
    }

    private JdbcChangeLog logWith(ChangeLogReading reading, Duration kept) {
        return new JdbcChangeLog(database.transactions(), database.settings(), reading, new ChangeLogPruning(kept, 2));
    }

    private String plan(String mode, LogPosition from) throws SQLException {
        SnapshotPosition position = SnapshotPosition.of(from);
        try (Connection connection = migrated.connect()) {
            Sql.run(connection, "SET plan_cache_mode = " + mode);
            try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + ChangeLogReading.SQL)) {
                Object[] parameters = new ChangeLogReading(JdbcChangeLog.MOST_OBJECTS).parameters(position);
                for (int i = 0; i < parameters.length; i++) {
                    explain.setObject(i + 1, parameters[i]);
                }
                StringBuilder plan = new StringBuilder();
                try (ResultSet lines = explain.executeQuery()) {
                    while (lines.next()) {
                        plan.append(lines.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            }
        }
    }

    private static String insertion(Portfolio portfolio) {
        return """
                INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)
                VALUES ('%s', '%s', 'Retirement', 'USD', now(), now())
                """.formatted(portfolio.portfolioId(), portfolio.userId());
    }
}
