package io.tradecache.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/** What to start, and how; each method changes one decision and returns the plan. Not thread-safe. */
public final class EmbeddedServersPlan {

    private final Path dataDirectory;
    private boolean withPostgres = true;
    private boolean withRedis = true;
    private boolean durable = true;
    private RedisSettings redisSettings = RedisSettings.DEFAULT;
    private Duration exitGrace = Duration.ZERO;
    private Consumer<String> progress = line -> {};

    EmbeddedServersPlan(Path dataDirectory) {
        this.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory");
    }

    /** Leaves PostgreSQL out. */
    public EmbeddedServersPlan withoutPostgres() {
        withPostgres = false;
        return this;
    }

    /** Leaves Redis out. */
    public EmbeddedServersPlan withoutRedis() {
        withRedis = false;
        return this;
    }

    /** Limits the memory of Redis. */
    public EmbeddedServersPlan redis(RedisSettings settings) {
        redisSettings = settings;
        return this;
    }

    /** Trades safety of the data for speed (no fsync), and lets the role create databases: for tests only. */
    public EmbeddedServersPlan throwAway() {
        durable = false;
        return this;
    }

    /** Tells each step of the start, one line at a time, possibly from two threads. */
    public EmbeddedServersPlan progress(Consumer<String> lines) {
        progress = lines;
        return this;
    }

    /** Waits so long at the end of the JVM for the owner to close the servers in its own order. Default: not at all. */
    public EmbeddedServersPlan exitGrace(Duration grace) {
        exitGrace = grace;
        return this;
    }

    /** Starts the servers and returns when they answer. Throws {@link EmbeddedServerException} when they cannot. */
    public EmbeddedServers start() {
        return EmbeddedServers.start(this);
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    boolean withPostgres() {
        return withPostgres;
    }

    boolean withRedis() {
        return withRedis;
    }

    boolean durable() {
        return durable;
    }

    RedisSettings redisSettings() {
        return redisSettings;
    }

    Duration exitGrace() {
        return exitGrace;
    }

    Consumer<String> progress() {
        return progress;
    }
}
