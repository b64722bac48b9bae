package io.tradecache.launcher;

import static org.awaitility.Awaitility.await;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.launcher.Settings.Cache;
import io.tradecache.launcher.Settings.LogFormat;
import io.tradecache.redis.RedisSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;

/** A whole node on a database of its own and a given Redis, without demo data. */
final class RunningNode implements AutoCloseable {

    private static final String UNTOLD = """
            SELECT count(*) FROM tradecache.change_log c
            WHERE NOT EXISTS (
                SELECT FROM tradecache.change_log_told t WHERE pg_visible_in_snapshot(c.xid, t.snapshot))
            """;

    private final TestDatabase database = TestServers.freshDatabase();
    private final Node node;

    RunningNode(URI redis) {
        Settings settings = new Settings(
                "127.0.0.1",
                0,
                DatabaseSettings.of(database.jdbcUrl()).as(database.user(), database.password()),
                Cache.EXTERNAL,
                RedisSettings.of(redis),
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

    Http http() {
        return new Http(node.port());
    }

    @Override
    public void close() {
        node.close();
        database.close();
    }
}
