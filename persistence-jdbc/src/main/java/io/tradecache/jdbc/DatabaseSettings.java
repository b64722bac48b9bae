package io.tradecache.jdbc;

import java.time.Duration;

/**
 * Where the database is and how it is used. Its text never shows the password. Immutable.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/name}, with parameters of the driver if need be; user and password are
 *     not among them
 * @param user the role, or empty to let the driver choose
 * @param password its password, or empty for none
 * @param connections how many connections are kept open at most; at least 1
 * @param connectionTimeout how long to wait for a free or a new connection; at least 250 ms
 * @param statementTimeout how long one statement may take
 * @param lockTimeout how long a statement may wait for a lock
 * @param idleInTransactionTimeout how long a transaction may do nothing before the server ends it
 */
public record DatabaseSettings(
        String jdbcUrl,
        String user,
        String password,
        int connections,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration lockTimeout,
        Duration idleInTransactionTimeout) {

    private static final int DEFAULT_CONNECTIONS = 10;
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    /** Checks what would fail later and less clearly. */
    public DatabaseSettings {
        DatabaseUrl url = DatabaseUrl.parsed(jdbcUrl);
        if (!url.user().isEmpty() || !url.password().isEmpty() || !jdbcUrl.startsWith("jdbc:")) {
            throw new IllegalArgumentException("user and password must stand beside the JDBC URL, not in it");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("the number of connections must be above zero");
        }
        if (connectionTimeout.compareTo(SHORTEST_CONNECTION_TIMEOUT) < 0) {
            throw new IllegalArgumentException("the connection timeout must be at least 250 ms");
        }
        requirePositive("statement timeout", statementTimeout);
        requirePositive("lock timeout", lockTimeout);
        requirePositive("idle-in-transaction timeout", idleInTransactionTimeout);
    }

    /**
     * A database with everything else as it suits a server.
     *
     * @param url {@code jdbc:postgresql://host:port/name?user=…&password=…}, with any parameter of the driver, or
     *     {@code postgresql://user:password@host:port/name}, with the usual parameters of libpq; {@code postgres://} is the
     *     same
     * @return 10 connections, 2 s to get one, 5 s for a statement, 2 s for a lock, 10 s idle in a transaction
     * @throws IllegalArgumentException when it is neither; the message repeats no part of the URL
     */
    public static DatabaseSettings of(String url) {
        DatabaseUrl parsed = DatabaseUrl.parsed(url);
        return new DatabaseSettings(
                parsed.jdbc(),
                parsed.user(),
                parsed.password(),
                DEFAULT_CONNECTIONS,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    /** The same for another role. */
    public DatabaseSettings as(String changedUser, String changedPassword) {
        return new DatabaseSettings(
                jdbcUrl,
                changedUser,
                changedPassword,
                connections,
                connectionTimeout,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout);
    }

    /** The same with another number of connections. */
    public DatabaseSettings withConnections(int changed) {
        return new DatabaseSettings(
                jdbcUrl,
                user,
                password,
                changed,
                connectionTimeout,
                statementTimeout,
                lockTimeout,
                idleInTransactionTimeout);
    }

    /** The same with another time to wait for a connection. */
    public DatabaseSettings withConnectionTimeout(Duration changed) {
        return new DatabaseSettings(
                jdbcUrl, user, password, connections, changed, statementTimeout, lockTimeout, idleInTransactionTimeout);
    }

    /** The same with other limits for a statement, and for its waiting for a lock. */
    public DatabaseSettings withTimeouts(Duration statement, Duration lock) {
        return new DatabaseSettings(
                jdbcUrl, user, password, connections, connectionTimeout, statement, lock, idleInTransactionTimeout);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl + ", user=" + user + ", password=***, connections=" + connections
                + ", connectionTimeout=" + connectionTimeout + ", statementTimeout=" + statementTimeout
                + ", lockTimeout=" + lockTimeout + ", idleInTransactionTimeout=" + idleInTransactionTimeout + "]";
    }

    private static void requirePositive(String what, Duration value) {
        if (value.toMillis() <= 0) {
            throw new IllegalArgumentException("the " + what + " must be above zero");
        }
    }
}
