package io.tradecache.launcher;

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
import java.time.Clock;

/** A whole node on a database of its own and a given Redis, without demo data. */
final class RunningNode implements AutoCloseable {

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

    Http http() {
        return new Http(node.port());
    }

    @Override
    public void close() {
        node.close();
        database.close();
    }
}
