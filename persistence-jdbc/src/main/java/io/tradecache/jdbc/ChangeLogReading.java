package io.tradecache.jdbc;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.port.ChangeLog.Batch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The statement that reads on in the change log, and its result. New is what is visible now and was not in the snapshot
 * given: the transactions after its end, and those that had not ended. The same statement tells its own snapshot, so that
 * nothing falls between this reading and the next. Immutable.
 *
 * @param mostObjects up to how many changed objects are listed; more are everything
 */
record ChangeLogReading(int mostObjects) {

    /** How many rows are looked at for each object that may be listed, so that one reading has a bound. */
    private static final int ROWS_PER_OBJECT = 10;

    /**
     * A child's row has no version of its own: the root's row of the same transaction tells it, and where there is none,
     * the version did not rise, and whatever is cached must go (0). {@code whole} is false when a row may be missing that
     * the position has not seen: it was pruned, or numbered by another run of the server.
     */
    static final String SQL = """
            WITH present AS MATERIALIZED (
                SELECT tradecache.server_run() AS server_run, pg_current_snapshot() AS snapshot
            ), checked AS MATERIALIZED (
                SELECT p.server_run = ? AND CAST(? AS xid8) <= pg_snapshot_xmax(p.snapshot) AND NOT EXISTS (
                    SELECT FROM tradecache.change_log_horizons h
                    WHERE h.pruned AND h.server_run = p.server_run AND (
                        pg_snapshot_xmax(h.snapshot) > CAST(? AS xid8)
                        OR EXISTS (
                            SELECT FROM unnest(CAST(? AS xid8[])) AS x (xid)
                            WHERE pg_visible_in_snapshot(x.xid, h.snapshot)))) AS whole
                FROM present p
            ), news AS MATERIALIZED (
                SELECT kind, user_id, root_id, version, xid, at FROM (
                    SELECT kind, user_id, root_id, version, xid, at FROM tradecache.change_log
                    WHERE xid >= CAST(? AS xid8) AND xid < pg_snapshot_xmax(pg_current_snapshot())
                    UNION ALL
                    SELECT kind, user_id, root_id, version, xid, at FROM tradecache.change_log
                    WHERE xid = ANY (CAST(? AS xid8[]))) unseen
                WHERE (SELECT whole FROM checked)
                LIMIT ?
            ), by_transaction AS (
                SELECT kind, user_id, root_id,
                    CASE WHEN bool_or(version = 0) THEN 0 ELSE coalesce(max(version), 0) END AS version
                FROM news GROUP BY kind, user_id, root_id, xid
            ), objects AS (
                SELECT kind, user_id, root_id, CASE WHEN bool_or(version = 0) THEN 0 ELSE max(version) END AS version
                FROM by_transaction GROUP BY kind, user_id, root_id
                LIMIT ?
            )
            SELECT p.server_run, p.snapshot::text AS snapshot, c.whole, (SELECT count(*) FROM news) AS row_count,
                (SELECT greatest(0, extract(epoch FROM clock_timestamp() - min(at)) * 1000000)::bigint FROM news)
                    AS lag_micros,
                o.kind, o.user_id, o.root_id, o.version
            FROM present p CROSS JOIN checked c LEFT JOIN objects o ON true
            """;

    /** What was committed since a position. */
    Batch from(SnapshotPosition position, Session session) throws SQLException {
        return session.query(SQL, this::batch, parameters(position));
    }

    /** What the question marks of the statement stand for. */
    Object[] parameters(SnapshotPosition position) {
        String unended = "{" + position.unended() + "}";
        return new Object[] {
            position.serverRun(),
            position.end(),
            position.end(),
            unended,
            position.end(),
            unended,
            mostRows() + 1,
            mostObjects + 1
        };
    }

    private int mostRows() {
        return mostObjects * ROWS_PER_OBJECT;
    }

    private Batch batch(ResultSet results) throws SQLException {
        List<LoggedChange> changes = new ArrayList<>();
        results.next();
        Batch end = new Batch(
                List.of(),
                SnapshotPosition.position(results.getString("server_run"), results.getString("snapshot")),
                Duration.of(results.getLong("lag_micros"), ChronoUnit.MICROS));
        boolean listed = results.getBoolean("whole") && results.getLong("row_count") <= mostRows();
        while (listed && results.getString("kind") != null) {
            changes.add(change(results));
            listed = changes.size() <= mostObjects;
            if (!results.next()) {
                break;
            }
        }
        LoggedChange everything = new LoggedChange.Everything();
        boolean all = !listed || changes.contains(everything);
        return new Batch(all ? List.of(everything) : changes, end.next(), end.lag());
    }

    /** Ids that the model refuses name nothing that could be read: what else they mean nobody knows. */
    private static LoggedChange change(ResultSet row) throws SQLException {
        try {
            return switch (row.getString("kind")) {
                case "portfolio" ->
                    new LoggedChange.OfPortfolio(
                            new UserId(row.getString("user_id")),
                            new PortfolioId(row.getString("root_id")),
                            row.getLong("version"));
                case "watchlist" ->
                    new LoggedChange.OfWatchlist(
                            new UserId(row.getString("user_id")),
                            new WatchlistId(row.getString("root_id")),
                            row.getLong("version"));
                default -> new LoggedChange.Everything();
            };
        } catch (InvalidFieldException e) {
            return new LoggedChange.Everything();
        }
    }
}
