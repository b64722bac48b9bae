package io.tradecache.jdbc;

import io.tradecache.jdbc.SqlFailures.SqlCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Spares callers the wait for a database that is away: once a connection could not be got, calls fail at once, and one at
 * a time tries whether it is back. A pool that is merely used up is waited for as ever. Thread-safe.
 */
final class Breaker {

    /** How long nobody tries after a failure. */
    static final Duration PAUSE = Duration.ofMillis(250);

    private final SqlCall<Connection> source;
    private final BooleanSupplier usedUp;
    private final LongSupplier nanoTime;
    private final AtomicBoolean trying = new AtomicBoolean();
    private volatile @Nullable Outage outage;

    /**
     * Closed, so that everybody may try.
     *
     * @param source gives connections, and may take its time
     * @param usedUp whether it has none left because they are all in use
     * @param nanoTime a clock that only goes forward
     */
    Breaker(SqlCall<Connection> source, BooleanSupplier usedUp, LongSupplier nanoTime) {
        this.source = source;
        this.usedUp = usedUp;
        this.nanoTime = nanoTime;
    }

    /** A connection, to be closed. */
    Connection connect() throws SQLException {
        Outage known = outage;
        if (known == null) {
            return attempt();
        }
        if (nanoTime.getAsLong() - known.nextTrial < 0 || !trying.compareAndSet(false, true)) {
            throw new SQLTransientConnectionException("no connection could be got a moment ago", known.reason);
        }
        try {
            return attempt();
        } finally {
            trying.set(false);
        }
    }

    private Connection attempt() throws SQLException {
        try {
            Connection connection = source.run();
            outage = null;
            return connection;
        } catch (SQLException e) {
            if (!usedUp.getAsBoolean()) {
                outage = new Outage(e, nanoTime.getAsLong() + PAUSE.toNanos());
            }
            throw e;
        }
    }

    /** Why the last attempt failed, and when the next may be made. */
    private record Outage(SQLException reason, long nextTrial) {}
}
