package io.tradecache.embedded;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * A PostgreSQL server of our own on a free port of 127.0.0.1, with a role and a database {@code tradecache}. The role
 * owns its database and is no superuser. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private final PostgresCluster cluster;
    private final ServerLifecycle lifecycle;
    private final String password;

    EmbeddedPostgres(DataDirectory home, boolean durable, Consumer<String> progress) {
        this.cluster = cluster(home, durable);
        this.lifecycle = new ServerLifecycle(new PostgresServer(cluster, durable), home, progress);
        this.password = home.credentials().postgres();
    }

    void start(Consumer<String> progress) {
        try {
            lifecycle.endOrphans();
            cluster.prepare(progress);
            lifecycle.start();
        } catch (IOException e) {
            throw new EmbeddedServerException.StartFailed(
                    "Cannot prepare PostgreSQL in " + cluster.directory() + ": " + e, e);
        }
    }

    static void endOrphans(DataDirectory home) {
        new ServerLifecycle(new PostgresServer(cluster(home, true), true), home, line -> {}).endOrphans();
    }

    private static PostgresCluster cluster(DataDirectory home, boolean durable) {
        return new PostgresCluster(home, BinaryCache.ofThisUser().postgres(), durable);
    }

    /** The URL of the application's database, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + PostgresCluster.NAME;
    }

    /** The application's role. */
    public String user() {
        return PostgresCluster.NAME;
    }

    /** The password of the application's role, random per data directory. */
    public String password() {
        return password;
    }

    /** The port on 127.0.0.1, the same for as long as this object lives. */
    public int port() {
        return lifecycle.port();
    }

    /** The process id of the main server process. Throws IllegalStateException when it is not running. */
    public long pid() {
        return lifecycle.pid();
    }

    /** Kills the main server process as a crash would (signal 9). */
    public void kill() {
        lifecycle.kill();
    }

    /** Stops the server in order; {@link #restart} starts it again. */
    public void stop() {
        lifecycle.stop();
    }

    /** Starts the stopped or killed server again, on the same port and the same data; a running one is stopped first. */
    public void restart() {
        lifecycle.restart();
    }

    /** Freezes all server processes: connections stay open and nothing answers. */
    public void pause() {
        lifecycle.pause();
    }

    /** Ends a {@link #pause}. */
    public void resume() {
        lifecycle.resume();
    }

    /** Stops the server for good. Calling it again does nothing. */
    @Override
    public void close() {
        lifecycle.close();
    }
}
