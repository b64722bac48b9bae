package io.tradecache.launcher;

import io.tradecache.embedded.EmbeddedPostgres;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.EmbeddedServerException;
import io.tradecache.embedded.EmbeddedServers;
import io.tradecache.embedded.EmbeddedServersPlan;
import io.tradecache.embedded.RunningPostgres;
import io.tradecache.jdbc.DatabaseSettings;
import io.tradecache.launcher.Settings.Cache;
import io.tradecache.redis.RedisSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL and the Redis that a node stands on, running elsewhere or started here. Closing it stops what was started
 * here. Immutable and thread-safe.
 */
final class Backends implements AutoCloseable {

    /** What the node needs to close its own parts in order when the JVM is told to end, with 20,000 clients to send away. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(40);

    private final @Nullable EmbeddedServers embedded;
    private final DatabaseSettings database;
    private final @Nullable RedisSettings redis;
    private final String databasePlace;
    private final String redisPlace;

    private Backends(Settings settings, @Nullable EmbeddedServers embedded) {
        this.embedded = embedded;
        Optional<EmbeddedPostgres> postgres = Optional.ofNullable(embedded).flatMap(EmbeddedServers::postgres);
        Optional<EmbeddedRedis> ownRedis = Optional.ofNullable(embedded).flatMap(EmbeddedServers::redis);
        this.database = settings.database() != null
                ? settings.database()
                : postgres.map(server -> DatabaseSettings.of(server.jdbcUrl()).as(server.user(), server.password()))
                        .orElseThrow();
        this.redis = settings.redis() != null
                ? settings.redis()
                : ownRedis.map(server -> RedisSettings.of(server.uri()).withKeyPrefix(settings.keyPrefix()))
                        .orElse(null);
        this.databasePlace = postgres.map(server ->
                        "embedded on 127.0.0.1:" + server.port() + ", data in " + settings.dataDir() + "/postgres")
                .orElseGet(database::jdbcUrl);
        this.redisPlace = place(settings, ownRedis);
    }

    /**
     * Starts what the settings want embedded, and takes the rest as it is.
     *
     * @param progress hears each step of a start that takes a while
     * @throws EmbeddedServerException when an embedded PostgreSQL cannot be had
     */
    static Backends open(Settings settings, Consumer<String> progress) {
        boolean postgres = settings.database() == null;
        boolean redis = settings.cache() == Cache.EMBEDDED;
        return new Backends(settings, postgres || redis ? start(settings, postgres, redis, progress) : null);
    }

    /** The same without a cache, for work on the database alone. */
    static Backends openDatabase(Settings settings, Consumer<String> progress) {
        return new Backends(settings, settings.database() == null ? start(settings, true, false, progress) : null);
    }

    /** The same, and where another process has the embedded database, that one. */
    static Backends openDatabaseOrRunning(Settings settings, Consumer<String> progress) {
        try {
            return openDatabase(settings, progress);
        } catch (EmbeddedServerException.DataDirectoryInUse e) {
            RunningPostgres running = RunningPostgres.in(settings.dataDir()).orElseThrow(() -> e);
            return new Backends(
                    settings.on(DatabaseSettings.of(running.jdbcUrl()).as(running.user(), running.password())), null);
        }
    }

    /** How to reach the database. */
    DatabaseSettings database() {
        return database;
    }

    /** How to reach Redis; empty when values are cached inside the process only. */
    Optional<RedisSettings> redis() {
        return Optional.ofNullable(redis);
    }

    /** Where the database is, in words. */
    String databasePlace() {
        return databasePlace;
    }

    /** Where Redis is, or why there is none, in words. */
    String redisPlace() {
        return redisPlace;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static EmbeddedServers start(
            Settings settings, boolean postgres, boolean redis, Consumer<String> progress) {
        EmbeddedServersPlan plan =
                EmbeddedServers.in(settings.dataDir()).progress(progress).exitGrace(EXIT_GRACE);
        if (!postgres) {
            plan.withoutPostgres();
        }
        if (!redis) {
            plan.withoutRedis();
        }
        return plan.start();
    }

    private String place(Settings settings, Optional<EmbeddedRedis> ownRedis) {
        if (settings.redis() != null) {
            return settings.redis().address();
        }
        if (ownRedis.isPresent()) {
            return "embedded on 127.0.0.1:" + ownRedis.get().port();
        }
        if (settings.cache() == Cache.EMBEDDED) {
            return "cannot run here, so values are cached inside this process";
        }
        return "none, values are cached inside this process";
    }
}
