package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.testkit.NewRecords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcDatabaseTest {

    private static final String SESSION = """
            SELECT DISTINCT application_name FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """;

    private final TestDatabase migrated = TestSchema.fresh();
    private final DatabaseSettings settings = TestSchema.settings(migrated);
    private final JdbcDatabase database = JdbcDatabase.open(settings);
    private final PortfolioRepository portfolios = database.persistence().portfolios();

    @AfterEach
    void close() {
        database.close();
        migrated.close();
    }

    @Test
    void itsSessionsAreNamed() throws SQLException {
        assertThat(database.isAnswering()).isTrue();

        try (Connection connection = migrated.connect();
                Statement statement = connection.createStatement();
                ResultSet session = statement.executeQuery(SESSION)) {
            assertThat(session.next()).isTrue();
            assertThat(session.getString("application_name")).isEqualTo("tradecache");
        }
    }

    @Test
    void aTransactionSeesWhatOthersCommitMeanwhileWhateverTheServersDefaultIs() throws SQLException {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        portfolios.insert(portfolio);
        execute("""
                DO $$ BEGIN
                    EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = ''serializable''',
                        current_database());
                END $$
                """);
        try (JdbcDatabase later = JdbcDatabase.open(settings)) {
            PortfolioRepository seen = later.persistence().portfolios();

            later.persistence().transactions().inTransaction(() -> {
                assertThat(seen.find(portfolio.portfolioId())).contains(portfolio);
                CompletableFuture.runAsync(() -> portfolios.update(portfolio.withName("House"), 1))
                        .join();
                return assertThat(
                                seen.find(portfolio.portfolioId()).orElseThrow().name())
                        .isEqualTo("House");
            });
        }
    }

    @Test
    void aRowThatIsLockedForTooLongMakesItsWriterGiveUp() throws SQLException {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        portfolios.insert(portfolio);
        try (JdbcDatabase impatient =
                        JdbcDatabase.open(settings.withTimeouts(Duration.ofSeconds(5), Duration.ofMillis(50)));
                Connection other = migrated.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT portfolio_id FROM tradecache.portfolios FOR UPDATE");

            assertThatThrownBy(() -> impatient.persistence().portfolios().update(portfolio, 1))
                    .isInstanceOf(PortException.Unavailable.class);
        }
        NewRecords.written(portfolios.update(portfolio, 1));
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUp() throws SQLException {
        try (JdbcDatabase impatient =
                        JdbcDatabase.open(settings.withTimeouts(Duration.ofMillis(50), Duration.ofSeconds(5)));
                Connection other = migrated.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE tradecache.portfolios");

            assertThatThrownBy(() -> impatient.persistence().portfolios().findByUser(NewRecords.user()))
                    .isInstanceOf(PortException.Unavailable.class);
        }
    }

    @Test
    void aRowOfAnotherProgramThatTheModelRefusesIsCorruptAndLeavesOthersReadable() throws SQLException {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        portfolios.insert(portfolio);
        execute("""
                INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)
                VALUES ('portfolio_odd', 'amelia', U&'\\2003', 'USD', now(), now())
                """);

        assertThatThrownBy(() -> portfolios.find(new PortfolioId("portfolio_odd")))
                .isInstanceOf(PortException.Corrupt.class);
        assertThat(portfolios.find(portfolio.portfolioId())).contains(portfolio);
    }

    @Test
    void theValuesOfARefusedRowAreNotRepeated() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user()).withDescription("s3cret");
        portfolios.insert(portfolio);

        assertThatThrownBy(() -> portfolios.insert(portfolio))
                .isInstanceOf(PortException.Corrupt.class)
                .hasStackTraceContaining("portfolios_pkey")
                .satisfies(thrown -> assertThat(thrown.getCause()).hasMessageNotContaining("portfolio_id)=("));
    }

    @Test
    void withoutTheSchemaNothingWorksUntilItIsMigrated() {
        try (TestDatabase empty = TestServers.freshDatabase();
                JdbcDatabase early = JdbcDatabase.open(TestSchema.settings(empty))) {
            assertThat(early.isAnswering()).isTrue();
            assertThatThrownBy(() -> early.persistence().portfolios().findByUser(NewRecords.user()))
                    .isInstanceOf(PortException.Corrupt.class);

            early.migrate();

            assertThat(early.persistence().portfolios().findByUser(NewRecords.user()))
                    .isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsUnavailableAndNotShown() {
        DatabaseSettings wrong = settings.as(settings.user(), "s3cret").withConnectionTimeout(Duration.ofSeconds(1));
        try (JdbcDatabase refused = JdbcDatabase.open(wrong)) {
            assertThat(refused.isAnswering()).isFalse();
            assertThatThrownBy(() -> refused.persistence().portfolios().findByUser(NewRecords.user()))
                    .isInstanceOf(PortException.Unavailable.class)
                    .satisfies(thrown -> assertThat(thrown).hasStackTraceContaining("PSQLException"))
                    .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("s3cret"));
            assertThatThrownBy(refused::migrate)
                    .isInstanceOf(PortException.Unavailable.class)
                    .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("s3cret"));
        }
    }

    @Test
    void aClosedDatabaseIsUnavailable() {
        database.close();
        database.close();

        assertThat(database.isAnswering()).isFalse();
        assertThatThrownBy(() -> portfolios.findByUser(NewRecords.user()))
                .isInstanceOf(PortException.Unavailable.class);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = migrated.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
