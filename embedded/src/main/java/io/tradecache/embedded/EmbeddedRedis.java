package io.tradecache.embedded;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/** A Redis server of our own on a free port of 127.0.0.1: a cache that writes nothing to disk. Thread-safe. */
public final class EmbeddedRedis implements AutoCloseable {

    private final DataDirectory home;
    private final ServerLifecycle lifecycle;

    EmbeddedRedis(DataDirectory home, RedisSettings settings, Consumer<String> progress) {
        this.home = home;
        this.lifecycle = new ServerLifecycle(server(home, settings), home, progress);
    }

    void start() {
        try {
            home.account().own(Directories.ensure(home.redis(), "rwx------"));
            lifecycle.start();
        } catch (IOException e) {
            throw new EmbeddedServerException.StartFailed("Cannot prepare Redis in " + home.root() + ": " + e, e);
        }
    }

    static void endOrphans(DataDirectory home) {
        new ServerLifecycle(server(home, RedisSettings.DEFAULT), home, line -> {}).endOrphans();
    }

    private static RedisServer server(DataDirectory home, RedisSettings settings) {
        return new RedisServer(BinaryCache.ofThisUser().redis(), home, settings);
    }

    /** The URI with the password, for example {@code redis://:secret@127.0.0.1:40001}. */
    public URI uri() {
        return URI.create("redis://:" + password() + "@127.0.0.1:" + port());
    }

    /** The password of the default user, random per data directory. */
    public String password() {
        return home.credentials().redis();
    }

    /** The port on 127.0.0.1, the same for as long as this object lives. */
    public int port() {
        return lifecycle.port();
    }

    /** The process id of the server. Throws IllegalStateException when it is not running. */
    public long pid() {
        return lifecycle.pid();
    }

    /** Kills the server as a crash would (signal 9). */
    public void kill() {
        lifecycle.kill();
    }

    /** Stops the server in order; {@link #restart} starts it again. */
    public void stop() {
        lifecycle.stop();
    }

    /** Starts the stopped or killed server again, empty, on the same port; a running one is stopped first. */
    public void restart() {
        lifecycle.restart();
    }

    /** Freezes the server: connections stay open and nothing answers. */
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
