package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.port.ChangeLog.Batch;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many writers whose transactions end in random order, one in ten by rolling back, while another database of the cluster
 * has a transaction that never ends. {@code -Dtradecache.soak=true} makes it 200,000 rows and real delays.
 */
class ChangeLogVisibilityTest {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeLogVisibilityTest.class);
    private static final boolean SOAK = Boolean.getBoolean("tradecache.soak");
    private static final int WRITERS = 32;
    private static final int ROWS_OF_A_WRITER = SOAK ? 6_250 : 125;
    private static final int MOST_ROWS_AT_ONCE = SOAK ? 100 : 8;
    private static final int LONGEST_DELAY_MILLIS = 500;
    private static final int ROLLED_BACK_PERCENT = 10;

    private final TestDatabase migrated = TestSchema.fresh();
    private final TestDatabase another = TestServers.freshDatabase();
    private final JdbcDatabase database = JdbcDatabase.open(TestSchema.settings(migrated));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CommitOrder order = new CommitOrder(WRITERS, WRITERS / 2, 42);

    /** What was committed, and when. */
    private final Map<String, Long> committed = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
        another.close();
        migrated.close();
    }

    @Test
    void everyRowIsReadOnceWhateverTheOrderOfCommits() throws Exception {
        numberTheRows();
        try (Connection busy = another.connect()) {
            busy.setAutoCommit(false);
            Sql.run(busy, "CREATE TABLE busy (id int)");
            Future<Map<String, List<Long>>> bySnapshot = threads.submit(this::readBySnapshot);
            Future<Set<String>> byNumber = threads.submit(this::readByNumber);
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(number)));
            }
            for (Future<?> writer : writers) {
                writer.get(10, TimeUnit.MINUTES);
            }
            write("the-end", 1);

            Map<String, List<Long>> read = bySnapshot.get(1, TimeUnit.MINUTES);
            Set<String> naively = byNumber.get(1, TimeUnit.MINUTES);

            assertThat(read.keySet()).isEqualTo(committed.keySet());
            assertThat(read).allSatisfy((row, times) -> assertThat(times).hasSize(1));
            assertThat(naively.size())
                    .as("what a reader by number has seen of %d", committed.size())
                    .isLessThan(committed.size());
            LOG.info(
                    "{} rows read once each, p50 {} ms and p99 {} ms after the commit; by number {} were missed",
                    committed.size(),
                    delay(read, 50),
                    delay(read, 99),
                    committed.size() - naively.size());
        }
    }

    /** What a reader by {@code id > last} goes by. Numbers are given out before the commit, and that is its mistake. */
    private void numberTheRows() {
        new Sql(migrated).run("ALTER TABLE tradecache.change_log ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY");
    }

    private Map<String, List<Long>> readBySnapshot() {
        Map<String, List<Long>> read = new HashMap<>();
        JdbcChangeLog log = database.changeLog();
        LogPosition position = log.told().position();
        while (!read.containsKey("portfolio_the-end-0")) {
            Batch batch = log.read(position);
            long now = System.nanoTime();
            for (LoggedChange change : batch.changes()) {
                read.computeIfAbsent(id(change), unused -> new ArrayList<>()).add(now);
            }
            position = batch.next();
        }
        return read;
    }

    private Set<String> readByNumber() throws SQLException {
        Set<String> read = new HashSet<>();
        long last = 0;
        try (Connection connection = migrated.connect();
                PreparedStatement next = connection.prepareStatement(
                        "SELECT id, root_id FROM tradecache.change_log WHERE id > ? ORDER BY id")) {
            while (!read.contains("portfolio_the-end-0")) {
                next.setLong(1, last);
                try (ResultSet rows = next.executeQuery()) {
                    while (rows.next()) {
                        last = rows.getLong("id");
                        read.add(rows.getString("root_id"));
                    }
                }
            }
        }
        return read;
    }

    private Void write(int writer) throws SQLException, InterruptedException {
        Random random = new Random(writer);
        try (Connection connection = migrated.connect()) {
            connection.setAutoCommit(false);
            int transaction = 0;
            for (int left = ROWS_OF_A_WRITER; left > 0; transaction++) {
                int rows = Math.min(left, 1 + random.nextInt(MOST_ROWS_AT_ONCE));
                String prefix = writer + "-" + transaction;
                insert(connection, prefix, rows);
                order.await();
                if (SOAK) {
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS))
                            .toNanos());
                }
                if (random.nextInt(100) < ROLLED_BACK_PERCENT) {
                    connection.rollback();
                } else {
                    connection.commit();
                    note(prefix, rows);
                    left -= rows;
                }
            }
        } finally {
            order.leave();
        }
        return null;
    }

    private void write(String prefix, int rows) throws SQLException {
        try (Connection connection = migrated.connect()) {
            insert(connection, prefix, rows);
            note(prefix, rows);
        }
    }

    private static void insert(Connection connection, String prefix, int rows) throws SQLException {
        Sql.run(connection, """
                INSERT INTO tradecache.portfolios (portfolio_id, user_id, name, currency, created_at, updated_at)
                SELECT 'portfolio_%1$s-' || i, 'amelia', 'Retirement', 'USD', now(), now()
                FROM generate_series(0, %2$d - 1) AS i
                """.formatted(prefix, rows));
    }

    private void note(String prefix, int rows) {
        long now = System.nanoTime();
        for (int i = 0; i < rows; i++) {
            committed.put("portfolio_" + prefix + "-" + i, now);
        }
    }

    private long delay(Map<String, List<Long>> read, int percentile) {
        long[] delays = committed.entrySet().stream()
                .mapToLong(row -> Math.max(0, read.get(row.getKey()).get(0) - row.getValue()))
                .toArray();
        Arrays.sort(delays);
        return Duration.ofNanos(delays[(int) ((delays.length - 1L) * percentile / 100)])
                .toMillis();
    }

    private static String id(LoggedChange change) {
        return change.match(
                portfolio -> portfolio.portfolioId().value(),
                watchlist -> watchlist.watchlistId().value(),
                everything -> "everything");
    }
}
