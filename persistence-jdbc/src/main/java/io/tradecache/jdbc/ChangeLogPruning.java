package io.tradecache.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes rows out of the change log that were there to be read for long enough. By when they became visible, not by when
 * they were written: a transaction may commit long after it wrote. So it is noted from time to time where the log is, and
 * once such a horizon is old enough, the rows of the transactions that had ended then may go. Immutable.
 *
 * @param kept how long a row can be read at least
 * @param batch how many rows go at a time
 */
record ChangeLogPruning(Duration kept, int batch) {

    /** How many horizons are noted in the time that rows are kept; rows may stay longer by the distance of two. */
    private static final int HORIZONS = 16;

    /** Horizons of another run of the server cannot be compared. */
    private static final String DROP_FOREIGN_HORIZONS = """
            DELETE FROM tradecache.change_log_horizons WHERE server_run <> tradecache.server_run()
            """;

    private static final String NOTE_HORIZON = """
            INSERT INTO tradecache.change_log_horizons (server_run, snapshot)
            SELECT tradecache.server_run(), pg_current_snapshot()
            WHERE NOT EXISTS (
                SELECT FROM tradecache.change_log_horizons
                WHERE at > clock_timestamp() - CAST(? AS bigint) * interval '1 millisecond')
            """;

    /** Before any row goes, so that a reader who has not seen it is told, rather than left without it. */
    private static final String MARK = """
            UPDATE tradecache.change_log_horizons SET pruned = true
            WHERE at = (
                SELECT max(at) FROM tradecache.change_log_horizons
                WHERE server_run = tradecache.server_run()
                    AND at <= clock_timestamp() - CAST(? AS bigint) * interval '1 millisecond')
            RETURNING snapshot::text
            """;

    private static final String DROP_OLDER_HORIZONS = """
            DELETE FROM tradecache.change_log_horizons
            WHERE at < (SELECT max(at) FROM tradecache.change_log_horizons WHERE pruned)
            """;

    /**
     * The oldest rows first, as the index has them, and no more than a batch of them looked at. Rows from the future were
     * brought along from another server.
     */
    private static final String PRUNE = """
            DELETE FROM tradecache.change_log
            WHERE ctid = ANY (ARRAY(
                SELECT oldest.ctid
                FROM (SELECT ctid, xid FROM tradecache.change_log ORDER BY xid LIMIT ?) oldest
                WHERE pg_visible_in_snapshot(oldest.xid, CAST(? AS pg_snapshot))
            ) || ARRAY(
                SELECT ctid FROM tradecache.change_log WHERE xid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT ?))
            """;

    /** Notes where the log is, and prunes what is old enough; each statement by itself. */
    long prune(Session session) throws SQLException {
        session.change(DROP_FOREIGN_HORIZONS);
        session.change(NOTE_HORIZON, kept.dividedBy(HORIZONS).toMillis());
        Optional<String> horizon = session.first(MARK, row -> row.getString("snapshot"), kept.toMillis());
        if (horizon.isEmpty()) {
            return 0;
        }
        session.change(DROP_OLDER_HORIZONS);
        long pruned = 0;
        int gone;
        do {
            gone = session.change(PRUNE, batch, horizon.get(), batch);
            pruned += gone;
        } while (gone >= batch);
        return pruned;
    }
}
