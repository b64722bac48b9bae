package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.embedded.EmbeddedPostgres;
import io.tradecache.embedded.EmbeddedServers;
import io.tradecache.embedded.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the change log costs, on a server that writes through to the disk; see {@code docs/performance.md}. */
@EnabledIfSystemProperty(named = "tradecache.benchmark", matches = "true")
class ChangeLogCostTest {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLogCostTest.class);
    private static final int CLIENTS = 8;
    private static final int ROWS = 10_000;
    private static final int ROUNDS = 15;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final String OWN = "SET tradecache.session = 'own'";
    private static final String FOREIGN = "RESET tradecache.session";

    private static final String ROOT = """
            UPDATE tradecache.portfolios
            SET name = 'House', version = version + 1,
                updated_at = GREATEST(now(), updated_at + interval '1 microsecond')
            WHERE portfolio_id = 'portfolio_' || ?
            """;

    private static final String CHILD = """
            UPDATE tradecache.holdings
            SET quantity = 7, version = version + 1,
                updated_at = GREATEST(now(), updated_at + interval '1 microsecond')
            WHERE holding_id = 'holding_' || ?
            """;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    private EmbeddedServers servers;
    private TestDatabase server;
    private JdbcDatabase database;

    @BeforeEach
    void fill() {
        servers = EmbeddedServers.in(directory).withoutRedis().start();
        EmbeddedPostgres postgres = servers.postgres().orElseThrow();
        server = new TestDatabase(postgres.jdbcUrl(), postgres.user(), postgres.password());
        database = JdbcDatabase.open(TestSchema.settings(server));
        database.migrate();
        sql().run("""
                INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)
                SELECT 'portfolio_' || i, 'user-' || i %% 100, 'Retirement', 'USD', now(), now()
                FROM generate_series(0, %1$d - 1) AS i
                """.formatted(ROWS), """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                SELECT 'holding_' || i, 'portfolio_' || i, 'user-' || i %% 100, 'AAPL', 1, 1, 'USD', now(), now()
                FROM generate_series(0, %1$d - 1) AS i
                """.formatted(ROWS));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
        servers.close();
    }

    @Test
    void singleRowUpdatesWithAndWithoutTheTriggers() throws Exception {
        List<Variant> variants = List.of(
                new Variant("root, no triggers", false, OWN, ROOT),
                new Variant("root, ours", true, OWN, ROOT),
                new Variant("root, foreign", true, FOREIGN, ROOT),
                new Variant("child, no triggers", false, OWN, CHILD),
                new Variant("child, ours", true, OWN, CHILD),
                new Variant("child, foreign", true, FOREIGN, CHILD));

        for (int round = 0; round < ROUNDS; round++) {
            List<Variant> order = new ArrayList<>(variants);
            Collections.shuffle(order, new Random(round));
            for (Variant variant : order) {
                triggers(variant.triggers);
                variant.rates.add(updates(variant));
            }
        }

        for (int i = 0; i < variants.size(); i++) {
            LOG.info(
                    "{}, {} % of that without triggers",
                    variants.get(i), variants.get(i).percentOf(variants.get(i / 3 * 3)));
        }
        assertThat(variants).allSatisfy(variant -> assertThat(variant.median()).isPositive());
    }

    @Test
    void anIdlePollAndOneOfATenThousandChanges() {
        JdbcChangeLog log = database.changeLog();
        LogPosition end = log.end();
        LogPosition beginning = log.told().position();
        List<Long> idle = new ArrayList<>();
        List<Long> full = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long begun = System.nanoTime();
            log.read(end);
            idle.add((System.nanoTime() - begun) / 1_000);
        }
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            assertThat(log.read(beginning).changes()).hasSize(ROWS);
            full.add((System.nanoTime() - begun) / 1_000);
        }
        Collections.sort(idle);
        Collections.sort(full);

        LOG.info(
                "an idle poll takes {} µs (p99 {} µs), one with {} changes {} µs",
                idle.get(250),
                idle.get(495),
                ROWS,
                full.get(10));
    }

    private long updates(Variant variant) throws Exception {
        long end = System.nanoTime() + ROUND.toNanos();
        List<Future<Long>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random random = new Random(client);
            clients.add(threads.submit(() -> updates(variant, random, end)));
        }
        long updates = 0;
        for (Future<Long> client : clients) {
            updates += client.get();
        }
        return updates / ROUND.toSeconds();
    }

    private Long updates(Variant variant, Random random, long end) throws SQLException {
        long updates = 0;
        try (Connection connection = server.connect()) {
            Sql.run(connection, variant.session);
            try (PreparedStatement update = connection.prepareStatement(variant.statement)) {
                while (System.nanoTime() - end < 0) {
                    update.setInt(1, random.nextInt(ROWS));
                    updates += update.executeUpdate();
                }
            }
        }
        return updates;
    }

    private void triggers(boolean on) {
        for (String table : List.of("portfolios", "holdings")) {
            for (String trigger : List.of("raise_version", "log_update", "log_move")) {
                sql().run("ALTER TABLE tradecache." + table + (on ? " ENABLE ALWAYS" : " DISABLE") + " TRIGGER "
                        + trigger);
            }
        }
    }

    private Sql sql() {
        return new Sql(server);
    }

    /** One way of updating a row, and how many of them there were in a second of each round. */
    private record Variant(String name, boolean triggers, String session, String statement, List<Long> rates) {

        Variant(String name, boolean triggers, String session, String statement) {
            this(name, triggers, session, statement, new ArrayList<>());
        }

        long median() {
            return rates.stream().sorted().toList().get(rates.size() / 2);
        }

        /** The median of what each round's rate is to that of another in the same round. */
        long percentOf(Variant other) {
            return IntStream.range(0, rates.size())
                    .mapToLong(round -> rates.get(round) * 100 / other.rates.get(round))
                    .sorted()
                    .skip(rates.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return "%s: %d/s (%d..%d)".formatted(name, median(), Collections.min(rates), Collections.max(rates));
        }
    }
}
