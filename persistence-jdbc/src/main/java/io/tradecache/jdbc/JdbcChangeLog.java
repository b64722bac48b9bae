package io.tradecache.jdbc;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.PortException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What was committed in PostgreSQL, by whatever program: triggers on the tables write it down in the same transaction, so
 * it also holds what came by SQL, COPY or a cascade. Its positions are snapshots: each says which transactions were seen,
 * so a reader neither misses one that commits late nor waits for it. A call never takes part in the transaction of its
 * thread, and holds no connection when it has returned. Thread-safe.
 */
public final class JdbcChangeLog implements ChangeLog {

    /** How long a change can be read at least, provided that {@link #prune} is called. */
    public static final Duration RETENTION = Duration.ofMinutes(15);

    /** Up to how many changed objects one reading lists; more are told as everything. */
    public static final int MOST_OBJECTS = 100_000;

    /** So that a position of just about that age is not overtaken before it is read from. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final Duration AGES_AGO = Duration.ofDays(36_500);
    private static final int PRUNED_AT_ONCE = 5_000;

    private static final String END = """
            SELECT tradecache.server_run() AS server_run, pg_current_snapshot()::text AS snapshot
            """;

    /** The newest horizon that is old enough, or where the log begins. */
    private static final String BEFORE = """
            SELECT tradecache.server_run() AS server_run, coalesce(
                (SELECT snapshot::text FROM tradecache.change_log_horizons
                    WHERE server_run = tradecache.server_run()
                        AND at <= clock_timestamp() - CAST(? AS bigint) * interval '1 millisecond'
                    ORDER BY at DESC LIMIT 1),
                (SELECT snapshot::text FROM tradecache.change_log_horizons
                    WHERE server_run = tradecache.server_run() AND pruned
                    ORDER BY at DESC LIMIT 1),
                '%s') AS snapshot
            """.formatted(SnapshotPosition.BEGINNING);

    private static final String TOLD = """
            SELECT server_run, snapshot::text AS snapshot, cache_run FROM tradecache.change_log_told
            """;

    private static final String REMEMBER = """
            INSERT INTO tradecache.change_log_told AS t (server_run, snapshot, cache_run, at)
            VALUES (?, CAST(? AS pg_snapshot), ?, clock_timestamp())
            ON CONFLICT (only_row) DO UPDATE
            SET server_run = excluded.server_run, snapshot = excluded.snapshot, cache_run = excluded.cache_run,
                at = excluded.at
            """;

    private final JdbcTransactions transactions;
    private final DatabaseSettings settings;
    private final ChangeLogReading reading;
    private final ChangeLogPruning pruning;

    JdbcChangeLog(JdbcTransactions transactions, DatabaseSettings settings) {
        this(
                transactions,
                settings,
                new ChangeLogReading(MOST_OBJECTS),
                new ChangeLogPruning(RETENTION.plus(MARGIN), PRUNED_AT_ONCE));
    }

    /** With other bounds, for tests. */
    JdbcChangeLog(
            JdbcTransactions transactions,
            DatabaseSettings settings,
            ChangeLogReading reading,
            ChangeLogPruning pruning) {
        this.transactions = transactions;
        this.settings = settings;
        this.reading = reading;
        this.pruning = pruning;
    }

    @Override
    public LogPosition end() {
        return transactions.apart(
                "the end of the change log",
                session -> session.first(END, JdbcChangeLog::position).orElseThrow());
    }

    @Override
    public LogPosition before(Duration age) {
        return transactions.apart(
                "the change log " + age + " ago",
                session -> session.first(BEFORE, JdbcChangeLog::position, age.toMillis())
                        .orElseThrow());
    }

    @Override
    public Batch read(LogPosition from) {
        SnapshotPosition position = SnapshotPosition.of(from);
        return transactions.apart("read the change log", session -> reading.from(position, session));
    }

    @Override
    public Duration retention() {
        return RETENTION;
    }

    @Override
    public Told told() {
        return transactions
                .apart("what the cache was told", session -> session.first(TOLD, JdbcChangeLog::told))
                .orElseGet(() -> new Told(before(AGES_AGO), ""));
    }

    @Override
    public void remember(Told told) {
        SnapshotPosition position = SnapshotPosition.of(told.position());
        transactions.apart(
                "remember what the cache was told",
                session -> session.change(REMEMBER, position.serverRun(), position.snapshot(), told.cacheRun()));
    }

    /**
     * Deletes what can be read for longer than the retention already, a few thousand rows at a time. To be called about
     * once a minute, on one node; more often or on more of them does no harm, and if nobody calls it, the log grows.
     *
     * @return how many rows were deleted
     * @throws PortException when the database cannot do it; what is left is deleted by the next call
     */
    public long prune() {
        return transactions.apart("prune the change log", pruning::prune);
    }

    /**
     * Waits for other programs' changes on a connection of its own, which it opens at the first wait.
     *
     * @return to be used by one loop, and closed
     */
    public ForeignChanges listen() {
        return new ForeignChanges(settings, System::nanoTime);
    }

    private static LogPosition position(ResultSet row) throws SQLException {
        return SnapshotPosition.position(row.getString("server_run"), row.getString("snapshot"));
    }

    private static Told told(ResultSet row) throws SQLException {
        return new Told(position(row), row.getString("cache_run"));
    }
}
