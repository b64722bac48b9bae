package io.tradecache.launcher;

import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.launcher.Settings.Cache;
import io.tradecache.launcher.Settings.LogFormat;
import io.tradecache.launcher.Settings.Market;
import io.tradecache.realtime.RealTimeSettings;
import io.tradecache.redis.RedisSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** A whole node on a given Redis and, unless told otherwise, a database of its own, without demo data. */
final class RunningNode implements AutoCloseable {

    private static final String UNTOLD = """
            SELECT count(*) FROM tradecache.change_log c
            WHERE NOT EXISTS (
                SELECT FROM tradecache.change_log_told t WHERE pg_visible_in_snapshot(c.xid, t.snapshot))
            """;

    private final TestDatabase database;
    private final boolean sharesDatabase;
    private static final String KEEP_BAR = """
            INSERT INTO tradecache.daily_bars (stock_symbol, date, open, high, low, close, volume, complete)
            VALUES (?, ?, 100, 102, 99, 101, 1000, true)
            """;

    private final Node node;

    /** What a node answers is looked at here, not how fast: on a busy machine Redis may take its time. */
    private static final Duration PATIENT = Duration.ofSeconds(2);

    RunningNode(URI redis) {
        this(
                RedisSettings.of(redis).withTimeout(PATIENT),
                TestServers.freshDatabase(),
                false,
                "simulated",
                Market.SIM,
                0);
    }

    /** The same, which waits for Redis no longer than it does as shipped. */
    static RunningNode asShipped(URI redis) {
        return new RunningNode(RedisSettings.of(redis), TestServers.freshDatabase(), false, "simulated", Market.SIM, 0);
    }

    /** On a database that others use too, which stays when the node ends. */
    RunningNode(URI redis, TestDatabase shared, Market market) {
        this(RedisSettings.of(redis).withTimeout(PATIENT), shared, true, "simulated", market, 0);
    }

    /** The same with another price feed. */
    RunningNode(URI redis, TestDatabase shared, String feed) {
        this(RedisSettings.of(redis).withTimeout(PATIENT), shared, true, feed, Market.SIM, 0);
    }

    /** The same on a port that another node has given back. */
    RunningNode(URI redis, TestDatabase shared, String feed, int port) {
        this(RedisSettings.of(redis).withTimeout(PATIENT), shared, true, feed, Market.SIM, port);
    }

    private RunningNode(
            RedisSettings redis, TestDatabase database, boolean sharesDatabase, String feed, Market market, int port) {
        this.database = database;
        this.sharesDatabase = sharesDatabase;
        Settings settings = new Settings(
                "127.0.0.1",
                port,
                AccessSettings.OPEN,
                DatabaseSettings.of(database.jdbcUrl()).as(database.user(), database.password()),
                Cache.EXTERNAL,
                redis,
                FeedChoice.of(feed, Map.of()),
                market,
                RealTimeSettings.shipped(),
                "",
                Path.of("unused"),
                false,
                LogFormat.TEXT);
        node = Node.start(settings, Clock.systemUTC(), new Console(new PrintWriter(new StringWriter())));
    }

    /** Waits until Redis was told all that the change log knows, so that nothing goes away behind a test's back. */
    void awaitTold() {
        await().until(() -> {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement();
                    ResultSet untold = statement.executeQuery(UNTOLD)) {
                return untold.next() && untold.getLong(1) == 0;
            }
        });
    }

    /** Puts a completed bar into the database. */
    void keepBar(String symbol, LocalDate date) {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(KEEP_BAR)) {
            insert.setString(1, symbol);
            insert.setObject(2, date);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError("the schema has daily bars", e);
        }
    }

    Http http() {
        return new Http(node.port());
    }

    Set<String> routes() {
        return node.routes();
    }

    int port() {
        return node.port();
    }

    @Override
    public void close() {
        node.close();
        if (!sharesDatabase) {
            database.close();
        }
    }
}
