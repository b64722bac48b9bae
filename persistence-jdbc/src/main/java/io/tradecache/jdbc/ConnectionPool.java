package io.tradecache.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens the pool of connections, each with bounds for whatever could keep it waiting. Stateless. */
final class ConnectionPool {

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(1);
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    /** How much longer the driver waits for an answer than the server may take for it. */
    private static final Duration NETWORK = Duration.ofSeconds(1);

    private static final int KEPT_IDLE = 2;

    private ConnectionPool() {}

    /** A pool; nothing is opened yet, so it may be made while the database is away. */
    static HikariDataSource open(DatabaseSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("tradecache-database");
        config.setJdbcUrl(settings.jdbcUrl());
        if (!settings.user().isEmpty()) {
            config.setUsername(settings.user());
        }
        if (!settings.password().isEmpty()) {
            config.setPassword(settings.password());
        }
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(Math.min(KEPT_IDLE, settings.connections()));
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(
                Math.min(VALIDATION.toMillis(), settings.connectionTimeout().toMillis()));
        config.setKeepaliveTime(KEEP_ALIVE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(initialisation(settings));
        addDriverProperties(config, settings);
        return new HikariDataSource(config);
    }

    /** One connection apart from the pool, for what must not be left behind on a shared one. */
    static Connection single(DatabaseSettings settings, String applicationName) throws SQLException {
        Properties properties = new Properties();
        if (!settings.user().isEmpty()) {
            properties.setProperty("user", settings.user());
        }
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        properties.setProperty("ApplicationName", applicationName);
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", seconds(settings.connectionTimeout()));
        properties.setProperty("socketTimeout", seconds(settings.connectionTimeout()));
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    /**
     * What each new connection is told. Its name for the session tells the triggers that children's changes raise their
     * roots without them, and that nobody needs to be woken. Compiling a query takes longer than any of ours.
     */
    private static String initialisation(DatabaseSettings settings) {
        return """
                SET tradecache.session = 'own';
                SET jit = off;
                SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED;
                SET statement_timeout = %d;
                SET lock_timeout = %d;
                SET idle_in_transaction_session_timeout = %d\
                """.formatted(
                        settings.statementTimeout().toMillis(),
                        settings.lockTimeout().toMillis(),
                        settings.idleInTransactionTimeout().toMillis());
    }

    /** Parameters of the URL win over these. */
    private static void addDriverProperties(HikariConfig config, DatabaseSettings settings) {
        config.addDataSourceProperty("ApplicationName", "tradecache");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", seconds(settings.connectionTimeout()));
        config.addDataSourceProperty(
                "socketTimeout", seconds(settings.statementTimeout().plus(NETWORK)));
        // The detail of an error repeats values of the row, which have no place in a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
    }

    private static String seconds(Duration time) {
        return Long.toString(time.plusMillis(999).toSeconds());
    }
}
