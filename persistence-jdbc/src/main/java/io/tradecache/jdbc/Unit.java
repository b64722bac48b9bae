package io.tradecache.jdbc;

import io.tradecache.core.port.PortException;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** One running transaction: its connection, and the first failure of a part of it. Not thread-safe. */
final class Unit implements AutoCloseable {

    private final Connection connection;
    private final Session session;
    private @Nullable Throwable failure;
    private boolean committed;

    private Unit(Connection connection) {
        this.connection = connection;
        this.session = new Session(connection);
    }

    static Unit on(Breaker connections) {
        return new Unit(SqlFailures.call("connect", connections::connect));
    }

    /** Begins the transaction; the server hears of it with the first statement. */
    void begin() {
        SqlFailures.call("begin", () -> {
            connection.setAutoCommit(false);
            return this;
        });
    }

    Session session() {
        return session;
    }

    /** After a failed call the server refuses everything else, for a reason that says less than the first one. */
    void requireUsable() {
        if (failure instanceof PortException first) {
            throw first;
        }
    }

    /** Lets nothing of the transaction take effect. The first failure is the one that counts. */
    void doom(Throwable thrown) {
        if (failure == null) {
            failure = thrown;
        }
    }

    /** Whether it failed only because another transaction got in the way. */
    boolean hitConflict() {
        return failure instanceof PortException.Conflict;
    }

    void commit() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        SqlFailures.call("commit", () -> {
            connection.commit();
            committed = true;
            return committed;
        });
    }

    /** Rolls back what was not committed, and gives the connection back. */
    @Override
    public void close() {
        if (!committed) {
            SqlFailures.quietly("rollback", connection::rollback);
        }
        SqlFailures.quietly("close", connection::close);
    }
}
