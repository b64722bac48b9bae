package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.port.PortException;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final List<String> ALL = List.of(
            "1 portfolios watchlists and daily bars",
            "2 change log and leadership",
            "3 market overrides",
            "4 earnings",
            "5 price interest",
            "6 access",
            "7 idempotency keys",
            "8 what tickets rest on");

    private static final String UNCOMMENTED = """
            SELECT c.relname FROM pg_class c
            WHERE c.relnamespace = 'tradecache'::regnamespace AND c.relkind = 'r' AND obj_description(c.oid) IS NULL
            UNION ALL
            SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'tradecache'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_history'
                AND a.attnum > 0 AND NOT a.attisdropped AND col_description(c.oid, a.attnum) IS NULL
            """;

    private static final String UNVERSIONED = """
            SELECT t.name FROM (VALUES ('portfolios'), ('holdings'), ('watchlists'), ('watchlist_items')) AS t (name)
            WHERE NOT EXISTS (
                SELECT 1 FROM information_schema.columns c
                WHERE c.table_schema = 'tradecache' AND c.table_name = t.name AND c.column_name = 'version'
                    AND c.data_type = 'bigint' AND c.is_nullable = 'NO' AND c.column_default = '1')
            """;

    private final TestDatabase empty = TestServers.freshDatabase();
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(empty));

    @AfterEach
    void close() {
        database.close();
        empty.close();
    }

    @Test
    void aMigrationIsDoneOnce() {
        assertThat(database.pendingMigrations()).isEqualTo(ALL);

        assertThat(database.migrate()).isEqualTo(new MigrationReport("8", ALL));

        assertThat(database.pendingMigrations()).isEmpty();
        assertThat(database.migrate()).isEqualTo(new MigrationReport("8", List.of()));
    }

    @Test
    void nodesThatStartTogetherMigrateOnce() {
        List<CompletableFuture<MigrationReport>> nodes = Stream.generate(
                        () -> CompletableFuture.supplyAsync(database::migrate))
                .limit(3)
                .toList();

        assertThat(nodes.stream().map(CompletableFuture::join))
                .satisfiesOnlyOnce(report -> assertThat(report.applied()).isEqualTo(ALL))
                .allSatisfy(report -> assertThat(report.version()).isEqualTo("8"));
    }

    @Test
    void everyTableAndEveryColumnIsCommentedOn() throws SQLException {
        database.migrate();

        assertThat(texts(UNCOMMENTED)).isEmpty();
    }

    @Test
    void allFourEntitiesHaveAVersion() throws SQLException {
        database.migrate();

        assertThat(texts(UNVERSIONED)).isEmpty();
    }

    @Test
    void theSchemaLivesBesideTheMigrationsOfTheProgramAroundIt() throws SQLException {
        // Named, since the role of these tests is called as our schema is, and PostgreSQL looks there first.
        Flyway own = Flyway.configure()
                .defaultSchema("public")
                .dataSource(empty.jdbcUrl(), empty.user(), empty.password())
                .locations("classpath:io/tradecache/jdbc/own")
                .load();
        own.migrate();

        database.migrate();

        assertThat(own.migrate().migrationsExecuted).isZero();
        assertThat(own.validateWithResult().validationSuccessful).isTrue();
        assertThat(texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
                .containsExactlyInAnyOrder("flyway_schema_history", "portfolios");
        assertThat(texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'tradecache'"))
                .contains("schema_history", "portfolios");
    }

    @Test
    void anOlderNodeLeavesANewerSchemaAlone() throws SQLException {
        database.migrate();
        execute("""
                INSERT INTO tradecache.schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                SELECT 99, '99', 'from the future', type, 'V99__from_the_future.sql', 1, installed_by, 1, true
                FROM tradecache.schema_history WHERE version = '1'
                """);

        assertThat(database.pendingMigrations()).isEmpty();
        assertThat(database.migrate()).isEqualTo(new MigrationReport("99", List.of()));
    }

    @Test
    void aMigrationThatWasChangedAfterItHadBeenRunIsRefused() throws SQLException {
        database.migrate();
        execute("UPDATE tradecache.schema_history SET checksum = 1 WHERE version = '1'");

        assertThatThrownBy(database::migrate).isInstanceOf(PortException.Corrupt.class);
    }

    @Test
    void theDatabaseRefusesWhatCouldNotBeReadAgain() throws SQLException {
        database.migrate();
        execute("""
                INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)
                VALUES ('portfolio_1', 'amelia', 'Retirement', 'USD', now(), now())
                """);

        assertRefused("UPDATE tradecache.portfolios SET name = ' '");
        assertRefused("UPDATE tradecache.portfolios SET name = E'two\\nlines'");
        assertRefused("UPDATE tradecache.portfolios SET currency = 'usd'");
        assertRefused("UPDATE tradecache.portfolios SET portfolio_id = '1'");
        assertRefused("UPDATE tradecache.portfolios SET user_id = 'rt'");
        assertRefused(holding("portfolio_1", "amelia", "AAPL", "'NaN'"));
        assertRefused(holding("portfolio_1", "amelia", "AAPL", "0"));
        assertRefused(holding("portfolio_1", "amelia", "aapl", "1"));
        assertRefused(holding("portfolio_1", "somebody-else", "AAPL", "1"));
        execute(holding("portfolio_1", "amelia", "AAPL", "1"));
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> execute(sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).as(sql).startsWith("23"));
    }

    private static String holding(String portfolio, String user, String symbol, String quantity) {
        return """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity,
                    avg_entry_price, currency, created_at, updated_at)
                VALUES ('holding_1', '%s', '%s', '%s', %s, 1, 'USD', now(), now())
                """.formatted(portfolio, user, symbol, quantity);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = empty.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = empty.connect();
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (results.next()) {
                texts.add(results.getString(1));
            }
            return texts;
        }
    }
}
