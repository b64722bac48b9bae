package io.tradecache.jdbc;

import io.tradecache.core.port.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Transactions of PostgreSQL, each bound to its thread, at the isolation level "read committed". A transaction that the
 * server gave up because of a concurrent one (a deadlock, a serialization failure) is run again, a few times at most.
 * Thread-safe.
 */
final class JdbcTransactions implements Transactions {

    /** How often work is run before a conflict reaches the caller. */
    static final int RUNS = 3;

    private final Breaker connections;

    /** Not static: a thread may be in transactions of two databases at once. Nothing stays in it after a transaction. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Unit> running = new ThreadLocal<>();

    JdbcTransactions(Breaker connections) {
        this.connections = connections;
    }

    /** What a repository does with the database. */
    interface Work<R> {
        R with(Session session) throws SQLException;
    }

    @Override
    public <R> R inTransaction(Supplier<R> work) {
        Unit unit = running.get();
        return unit == null ? begin(work) : join(unit, work);
    }

    /**
     * Runs one statement that changes nothing, in the thread's transaction if there is one.
     *
     * @param subject what is asked, for messages
     */
    <R> R read(String subject, Work<R> query) {
        Unit unit = running.get();
        if (unit != null) {
            return call(unit, subject, query);
        }
        return apart(subject, query);
    }

    /**
     * Runs statements outside the thread's transaction, each by itself.
     *
     * @param subject what is asked, for messages
     */
    <R> R apart(String subject, Work<R> work) {
        return SqlFailures.call(subject, () -> {
            try (Connection connection = connections.connect()) {
                return work.with(new Session(connection));
            }
        });
    }

    /**
     * Runs statements in the thread's transaction, or in one of their own.
     *
     * @param subject what is asked, for messages
     */
    <R> R write(String subject, Work<R> change) {
        Unit unit = running.get();
        return unit == null ? begin(() -> call(running.get(), subject, change)) : call(unit, subject, change);
    }

    private <R> R begin(Supplier<R> work) {
        for (int run = 1; ; run++) {
            Unit unit = Unit.on(connections);
            running.set(unit);
            try {
                unit.begin();
                R result = work.get();
                unit.commit();
                return result;
            } catch (RuntimeException | Error e) {
                unit.doom(e);
                if (run == RUNS || !unit.hitConflict()) {
                    throw e;
                }
            } finally {
                running.remove();
                unit.close();
            }
        }
    }

    private static <R> R call(Unit unit, String subject, Work<R> work) {
        unit.requireUsable();
        return join(unit, () -> SqlFailures.call(subject, () -> work.with(unit.session())));
    }

    private static <R> R join(Unit unit, Supplier<R> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            unit.doom(e);
            throw e;
        }
    }
}
