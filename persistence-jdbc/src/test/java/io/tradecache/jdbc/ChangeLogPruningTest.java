package io.tradecache.jdbc;

import static io.tradecache.testkit.ChangeLogContract.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.PersistenceUnderTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangeLogPruningTest implements PersistenceUnderTest {

    private static final LoggedChange EVERYTHING = new LoggedChange.Everything();
    private static final String ROWS = "SELECT count(*) FROM tradecache.change_log";

    private final TestDatabase migrated = TestSchema.fresh();
    private final Sql sql = new Sql(migrated);
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(migrated));
    private final JdbcChangeLog log = database.changeLog();

    /** Keeps nothing that it need not, and deletes two rows at a time. */
    private final JdbcChangeLog forgetful = new JdbcChangeLog(
            database.transactions(),
            database.settings(),
            new ChangeLogReading(100),
            new ChangeLogPruning(Duration.ZERO, 2));

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
    void whatIsOldEnoughIsDeletedHoweverMuchItIs() {
        for (int i = 0; i < 5; i++) {
            storedPortfolio();
        }

        assertThat(forgetful.prune()).isEqualTo(5);

        assertThat(sql.text(ROWS)).isEqualTo("0");
        assertThat(forgetful.prune()).isZero();
    }

    @Test
    void whatIsYoungerThanTheRetentionStays() {
        Portfolio portfolio = storedPortfolio();
        assertThat(log.prune()).isZero();
        sql.run("UPDATE tradecache.change_log_horizons SET at = at - interval '15 min'");
        assertThat(log.prune()).isZero();
        assertThat(log.read(log.before(log.retention())).changes()).doesNotContain(EVERYTHING);

        sql.run("UPDATE tradecache.change_log_horizons SET at = at - interval '1 min'");
        storedPortfolio();

        assertThat(log.prune()).isEqualTo(1);
        assertThat(log.read(log.told().position()).changes())
                .hasSize(1)
                .doesNotContain(EVERYTHING, logged(portfolio, 1));
    }

    @Test
    void whoHasNotSeenADeletedRowIsToldEverything() {
        LogPosition before = log.end();
        storedPortfolio();
        LogPosition after = log.end();

        forgetful.prune();

        assertThat(log.read(before).changes()).containsExactly(EVERYTHING);
        assertThat(log.read(after).changes()).isEmpty();
        assertThat(log.read(log.before(log.retention())).changes()).isEmpty();
        assertThat(log.read(log.told().position()).changes()).isEmpty();
    }

    @Test
    void aRowIsKeptFromWhenItCouldBeReadNotFromWhenItWasWritten() throws SQLException {
        Portfolio portfolio = storedPortfolio();
        try (Connection late = migrated.connect()) {
            late.setAutoCommit(false);
            Sql.run(late, update(portfolio));
            LogPosition position = log.end();

            forgetful.prune();
            late.commit();

            assertThat(log.read(position).changes()).containsExactly(logged(portfolio, 2));
        }
    }

    @Test
    void aTransactionThatHadNotEndedIsMissedWhenItsRowsAreDeleted() throws SQLException {
        Portfolio portfolio = storedPortfolio();
        try (Connection late = migrated.connect()) {
            late.setAutoCommit(false);
            Sql.run(late, update(portfolio));
            storedPortfolio();
            LogPosition position = log.end();
            late.commit();

            forgetful.prune();

            assertThat(log.read(position).changes()).containsExactly(EVERYTHING);
        }
    }

    @Test
    void somethingOfAgesAgoIsReadFromTheLastHorizonBeforeIt() {
        storedPortfolio();
        log.prune();
        sql.run("UPDATE tradecache.change_log_horizons SET at = at - interval '10 min'");
        Portfolio since = storedPortfolio();

        assertThat(log.read(log.before(Duration.ofMinutes(5))).changes()).containsExactly(logged(since, 1));
        assertThat(log.read(log.before(Duration.ofMinutes(12))).changes()).hasSize(2);
    }

    @Test
    void horizonsAreNotedNoOftenerThanNeeded() {
        for (int i = 0; i < 3; i++) {
            log.prune();
        }

        assertThat(sql.text("SELECT count(*) FROM tradecache.change_log_horizons"))
                .isEqualTo("1");
    }

    @Test
    void horizonsOfAnotherServerAreNotCompared() {
        Portfolio portfolio = storedPortfolio();
        sql.run("INSERT INTO tradecache.change_log_horizons (at, server_run, snapshot, pruned)"
                + " VALUES ('2026-01-01', 'another', '9999999:9999999:', true)");

        assertThat(log.read(log.before(log.retention())).changes()).containsExactly(logged(portfolio, 1));
        log.prune();
        assertThat(sql.texts("SELECT server_run FROM tradecache.change_log_horizons"))
                .hasSize(1)
                .doesNotContain("another");
    }

    private static String update(Portfolio portfolio) {
        return "UPDATE tradecache.portfolios SET name = 'House' WHERE portfolio_id = '" + portfolio.portfolioId() + "'";
    }
}
