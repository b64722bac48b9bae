package io.tradecache.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.portfolio.Portfolio;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.postgresql.PGConnection;
import redis.clients.jedis.Jedis;

/**
 * Another program writes straight into the database, which nobody tells the nodes of. Within 300 ms no copy and no shared
 * value is older than what it wrote.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("alone")
class ForeignSqlTest {

    private static final int PORTFOLIOS = 10_000;
    private static final int FEW = 200;
    private static final Duration BOUND = Bounds.of(Duration.ofMillis(300));

    /** Ten thousand changes take their time to be read, told and heard. */
    private static final Duration BOUND_OF_MANY = Bounds.of(Duration.ofSeconds(1));

    private Cluster cluster;
    private Connection foreign;
    private Jedis redis;

    @BeforeAll
    void start() throws SQLException {
        cluster = new Cluster(2, PORTFOLIOS);
        foreign = cluster.database.connect();
        redis = new Jedis(cluster.redis.uri());
    }

    @AfterAll
    void stop() throws SQLException {
        redis.close();
        foreign.close();
        cluster.close();
    }

    @Test
    void anUpdateOfOneRowIsShownAtOnce() throws SQLException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < FEW; i++) {
            int number = i;
            warm(i, i + 1);
            execute("UPDATE tradecache.portfolios SET name = 'Foreign' WHERE portfolio_id = 'portfolio_" + i + "'");
            times.add(Until.holds(() -> cluster.nodes.stream()
                    .allMatch(node -> cluster.read(node, number).value().name().equals("Foreign"))));
        }
        times.sort(Duration::compareTo);
        System.out.printf(
                "one foreign row: fresh after p50 %d ms, p99 %d ms%n",
                times.get(FEW / 2).toMillis(), times.get(FEW * 99 / 100).toMillis());

        assertThat(times.get(FEW * 99 / 100)).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void anUpdateOfTenThousandRowsIsShownWithinASecond() throws SQLException {
        warm(0, PORTFOLIOS);

        execute("UPDATE tradecache.portfolios SET description = 'All of them'");
        Duration took = Until.holds(() -> !isOld(0, PORTFOLIOS, "All of them"));
        System.out.printf("%d foreign rows: all fresh after %d ms%n", PORTFOLIOS, took.toMillis());

        assertThat(took).isLessThanOrEqualTo(BOUND_OF_MANY);
    }

    @Test
    void upsertsMergesAndCopiesAreShown() throws SQLException, IOException {
        shows(1, () -> execute("""
                INSERT INTO tradecache.portfolios
                    (portfolio_id, user_id, name, currency, created_at, updated_at)
                VALUES ('portfolio_1', 'user1', 'Upserted', 'USD', now(), now())
                ON CONFLICT (portfolio_id) DO UPDATE SET description = 'upserted'
                """), "upserted");
        shows(2, () -> execute("""
                MERGE INTO tradecache.portfolios AS p USING (VALUES ('portfolio_2')) AS v (id) ON p.portfolio_id = v.id
                WHEN MATCHED THEN UPDATE SET description = 'merged'
                """), "merged");
    }

    @Test
    void aCopiedHoldingIsShownAndSoIsItsDeletion() throws SQLException, IOException {
        warm(3, 4);
        String row = "holding_copied\tportfolio_3\tuser3\tAAPL\t10\t150\tUSD\t2026-01-01\t2026-01-01\n";

        foreign.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity,"
                                + " avg_entry_price, currency, created_at, updated_at) FROM STDIN",
                        new StringReader(row));
        assertThat(until(3, portfolio -> portfolio.holdings().size() == 1)).isLessThanOrEqualTo(BOUND);

        warm(3, 4);
        execute("DELETE FROM tradecache.holdings WHERE holding_id = 'holding_copied'");
        assertThat(until(3, portfolio -> portfolio.holdings().isEmpty())).isLessThanOrEqualTo(BOUND);
    }

    @Test
    void aDeletionIsShown() throws SQLException {
        warm(FEW, FEW + 1);

        execute("DELETE FROM tradecache.portfolios WHERE portfolio_id = 'portfolio_" + FEW + "'");

        assertThat(Until.holds(() -> !isCopied(FEW, FEW + 1))).isLessThanOrEqualTo(BOUND);
        execute("INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)"
                + " VALUES ('portfolio_" + FEW + "', 'user" + FEW + "', 'Back', 'USD', now(), now())");
    }

    @Test
    void anEmptiedTableIsShown() throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS public.kept AS SELECT * FROM tradecache.portfolios");
        warm(FEW, 2 * FEW);

        execute("TRUNCATE tradecache.portfolios CASCADE");
        Duration took = Until.holds(() -> !isCopied(FEW, 2 * FEW));
        execute("INSERT INTO tradecache.portfolios SELECT * FROM public.kept");
        execute("DROP TABLE public.kept");
        System.out.printf("TRUNCATE: nothing left after %d ms%n", took.toMillis());

        assertThat(took).isLessThanOrEqualTo(BOUND);
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void shows(int i, Work work, String description) throws SQLException {
        warm(i, i + 1);
        work.run();
        assertThat(until(i, portfolio -> description.equals(portfolio.description())))
                .as(description)
                .isLessThanOrEqualTo(BOUND);
    }

    private Duration until(int i, java.util.function.Predicate<Portfolio> condition) {
        return Until.holds(() -> cluster.nodes.stream()
                .allMatch(node -> condition.test(cluster.read(node, i).value())));
    }

    private void warm(int from, int to) {
        for (TestNode node : cluster.nodes) {
            for (int i = from; i < to; i++) {
                cluster.read(node, i);
            }
        }
    }

    /** Whether a copy, near or shared, does not show a description. */
    private boolean isOld(int from, int to, String description) {
        for (int i = from; i < to; i++) {
            for (TestNode node : cluster.nodes) {
                Cached<Portfolio> copy = node.near.find(cluster.subjects.key(i));
                if (copy != null && !description.equals(copy.value().description())) {
                    return true;
                }
            }
        }
        return shared(from, to).stream().anyMatch(value -> !value.contains(description));
    }

    /** Whether there is any copy, near or shared. */
    private boolean isCopied(int from, int to) {
        for (int i = from; i < to; i++) {
            for (TestNode node : cluster.nodes) {
                if (node.near.find(cluster.subjects.key(i)) != null) {
                    return true;
                }
            }
        }
        return !shared(from, to).isEmpty();
    }

    private List<String> shared(int from, int to) {
        String[] keys = new String[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = cluster.subjects.key(i).text();
        }
        return redis.mget(keys).stream().filter(value -> value != null).toList();
    }

    private void execute(String sql) {
        try (Statement statement = foreign.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
