package io.tradecache.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of one test class, dropped when closed. Immutable. */
public record TestDatabase(String jdbcUrl, String user, String password) implements AutoCloseable {

    /** Opens a connection to it; the PostgreSQL driver must be on the class path. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    /** Drops the database, also under open connections. */
    @Override
    public void close() {
        TestServers.drop(this);
    }

    /** Masks the password. */
    @Override
    public String toString() {
        return jdbcUrl + " as " + user;
    }
}
