package io.tradecache.jdbc;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.port.PortException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where errors of the database, of its driver and of the migrations are answered. They become
 * {@link PortException}s: unavailable when trying later may help, conflict when the same work may be done again at once,
 * corrupt when neither does. Stateless.
 */
final class SqlFailures {

    private static final Logger LOG = LoggerFactory.getLogger(SqlFailures.class);
    private static final String DATABASE = "database";

    /** Serialization failure, deadlock. The server has rolled back, so nothing of the work is left. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** The lock timeout. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /**
     * Beginnings of the states that pass: connection broken or refused, out of resources, being shut down, in the server's
     * own trouble; no such database or role, or wrong password (until somebody sets that right); read only after a
     * failover; a statement, lock or transaction that took too long; an outcome that nobody knows.
     */
    private static final List<String> PASSING =
            List.of("08", "53", "57", "58", "28", "3D000", "25006", LOCK_NOT_AVAILABLE, "25P03", "25P04", "40003");

    private SqlFailures() {}

    /** Something that talks to the database. */
    interface SqlCall<R> {
        R run() throws SQLException;
    }

    /** Something that talks to the database and has no answer. */
    interface SqlAction {
        void run() throws SQLException;
    }

    /**
     * Runs a call, and translates how it fails. A row that the model refuses was written by somebody else.
     *
     * @param subject what was asked of the database, for the message
     */
    static <R> R call(String subject, SqlCall<R> call) {
        try {
            return call.run();
        } catch (SQLException e) {
            throw translated(subject, e, e);
        } catch (InvalidFieldException e) {
            throw new PortException.Corrupt(DATABASE, subject + " found a row that cannot be", e);
        } catch (FlywayException e) {
            throw translated(subject, e, sqlCause(e));
        }
    }

    /** A row that was there a moment ago; another program must have deleted it. */
    static PortException vanished(String subject) {
        return new PortException.Conflict(
                DATABASE, subject, new IllegalStateException("the row was deleted between two statements"));
    }

    /** Runs an action whose failure changes nothing, such as the clearing up after another failure. */
    static void quietly(String subject, SqlAction action) {
        try {
            action.run();
        } catch (SQLException e) {
            LOG.debug("{} failed: {} {}", subject, e.getClass().getSimpleName(), e.getSQLState());
        }
    }

    /** Whether a check succeeds. */
    static boolean holds(SqlCall<Boolean> check) {
        try {
            return check.run();
        } catch (SQLException e) {
            return false;
        }
    }

    /**
     * Takes a lock, and tells whether it was to be had before the time for that was up. If not, the server refuses
     * everything else in the transaction.
     */
    static boolean lockedInTime(SqlAction lock) throws SQLException {
        try {
            lock.run();
            return true;
        } catch (SQLException e) {
            if (state(e).equals(LOCK_NOT_AVAILABLE)) {
                return false;
            }
            throw e;
        }
    }

    /** What a call gives that nobody minds the failure of. */
    static <R> Optional<R> tried(String subject, SqlCall<R> call) {
        try {
            return Optional.of(call.run());
        } catch (SQLException e) {
            LOG.debug("{} failed: {} {}", subject, e.getClass().getSimpleName(), e.getSQLState());
            return Optional.empty();
        }
    }

    private static PortException translated(String subject, Exception failure, @Nullable SQLException reason) {
        if (reason == null) {
            return new PortException.Corrupt(DATABASE, subject, failure);
        }
        String state = state(reason);
        if (CONFLICTS.contains(state)) {
            return new PortException.Conflict(DATABASE, subject, failure);
        }
        // Errors without a state are the pool's: no connection in time, or closed.
        if (state.isEmpty() || PASSING.stream().anyMatch(state::startsWith)) {
            return new PortException.Unavailable(DATABASE, subject, failure);
        }
        return new PortException.Corrupt(DATABASE, subject, failure);
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state == null ? "" : state;
    }

    /** What the database said; null for an error of the migrations themselves. */
    private static @Nullable SQLException sqlCause(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return (SQLException) cause;
    }
}
