package io.tradecache.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Wakes a reader of the change log when another program has committed a change, so that it need not wait for its next
 * poll. A mere hint: what is missed here, because the connection is gone, the poll finds. Not thread-safe, but for
 * {@link #close}.
 */
public final class ForeignChanges implements AutoCloseable {

    /** What the triggers notify. */
    static final String CHANNEL = "tradecache_changes";

    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    /** How often it is asked whether a connection that says nothing is still there. */
    private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();

    private static final int CHECK_SECONDS = 1;

    private final DatabaseSettings settings;
    private final LongSupplier nanoTime;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    private long nextAttempt;
    private long nextCheck;

    ForeignChanges(DatabaseSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.nextAttempt = nanoTime.getAsLong();
    }

    /**
     * Waits until another program has committed a change, or a while. Without a connection it tries to get one, at most
     * once a second, and waits the while; that attempt can take as long as the settings allow for a connection. An
     * interrupted thread returns within that while, and stays interrupted.
     *
     * @param atMost how long; at least a millisecond
     * @return whether there was a change since the last wait, or may have been; false says nothing
     */
    public boolean await(Duration atMost) {
        if (closed || Thread.currentThread().isInterrupted()) {
            return false;
        }
        Connection listening = connection;
        if (listening != null) {
            return heard(listening, atMost);
        }
        if (nanoTime.getAsLong() - nextAttempt >= 0 && connect()) {
            return true;
        }
        LockSupport.parkNanos(atMost.toNanos());
        return false;
    }

    /** Whether it listens at the moment. */
    boolean isListening() {
        return connection != null;
    }

    /** Ends the connection; a wait that is running returns. Closing twice does no harm. */
    @Override
    public void close() {
        closed = true;
        drop(connection);
    }

    /** What was committed before it listened, nobody told: so the reader had better look. */
    private boolean connect() {
        nextAttempt = nanoTime.getAsLong() + RETRY_NANOS;
        Optional<Connection> opened =
                SqlFailures.tried("listen", () -> ConnectionPool.single(settings, "tradecache listener"));
        connection = opened.orElse(null);
        boolean listens = opened.flatMap(open -> SqlFailures.tried("listen", () -> listen(open)))
                .isPresent();
        if (!listens || closed) {
            drop(connection);
        }
        nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
        return listens;
    }

    private static Connection listen(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
        }
        return opened;
    }

    private boolean heard(Connection listening, Duration atMost) {
        if (nanoTime.getAsLong() - nextCheck >= 0) {
            nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
            if (!SqlFailures.holds(() -> listening.isValid(CHECK_SECONDS))) {
                drop(listening);
                return false;
            }
        }
        Optional<Boolean> heard = SqlFailures.tried("hear of changes", () -> {
            PGNotification[] notifications =
                    listening.unwrap(PGConnection.class).getNotifications((int) Math.max(1, atMost.toMillis()));
            return notifications != null && notifications.length > 0;
        });
        if (heard.isEmpty()) {
            drop(listening);
        }
        return heard.orElse(false);
    }

    private void drop(@Nullable Connection gone) {
        connection = null;
        if (gone != null) {
            SqlFailures.quietly("close the listener", gone::close);
        }
    }
}
