package io.tradecache.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Redis of one data directory, started together and closed together.
 *
 * <p>Without PostgreSQL the start fails. Without Redis, where this machine cannot run it, the start succeeds, and
 * {@link #redisTrouble} says why. Thread-safe.
 */
public final class EmbeddedServers implements AutoCloseable {

    private final DataDirectory home;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread exitHook;
    private volatile @Nullable EmbeddedPostgres postgres;
    private volatile @Nullable EmbeddedRedis redis;
    private volatile @Nullable EmbeddedServerException redisTrouble;

    private EmbeddedServers(DataDirectory home, Duration grace) {
        this.home = home;
        this.exitHook = new Thread(() -> closeAfter(grace), "tradecache-embedded-exit");
    }

    /** Both servers, with the defaults that a plan can change. */
    public static EmbeddedServersPlan in(Path dataDirectory) {
        return new EmbeddedServersPlan(dataDirectory);
    }

    static EmbeddedServers start(EmbeddedServersPlan plan) {
        EmbeddedServers servers = new EmbeddedServers(DataDirectory.open(plan.dataDirectory()), plan.exitGrace());
        Runtime.getRuntime().addShutdownHook(servers.exitHook);
        try {
            servers.startBoth(plan);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** Ends the servers that a killed JVM left on this directory. */
    static void endOrphans(DataDirectory home) {
        EmbeddedPostgres.endOrphans(home);
        EmbeddedRedis.endOrphans(home);
    }

    /** The PostgreSQL server; empty if the plan left it out. */
    public Optional<EmbeddedPostgres> postgres() {
        return Optional.ofNullable(postgres);
    }

    /** The Redis server; empty if the plan left it out, or this machine cannot run it. */
    public Optional<EmbeddedRedis> redis() {
        return Optional.ofNullable(redis);
    }

    /** Why there is no Redis, although the plan wanted one. */
    public Optional<EmbeddedServerException> redisTrouble() {
        return Optional.ofNullable(redisTrouble);
    }

    /** Stops both servers in order and gives the data directory free. Calling it again waits for the first call. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                removeExitHook();
                CompletableFuture<Void> redisEnd = async("redis", () -> redis().ifPresent(EmbeddedRedis::close));
                postgres().ifPresent(EmbeddedPostgres::close);
                join(redisEnd);
            } finally {
                home.close();
                ended.countDown();
            }
        } else {
            await(Duration.ofMinutes(1));
        }
    }

    private void startBoth(EmbeddedServersPlan plan) {
        CompletableFuture<Void> redisStart = async("redis", () -> {
            if (plan.withRedis()) {
                startRedis(plan);
            }
        });
        try {
            if (plan.withPostgres()) {
                EmbeddedPostgres server = new EmbeddedPostgres(home, plan.durable(), plan.progress());
                postgres = server;
                server.start(plan.progress());
            }
        } finally {
            join(redisStart);
        }
    }

    private void startRedis(EmbeddedServersPlan plan) {
        try {
            EmbeddedRedis server = new EmbeddedRedis(home, plan.redisSettings(), plan.progress());
            redis = server;
            server.start();
        } catch (EmbeddedServerException.MissingLibrary | EmbeddedServerException.Unsupported e) {
            plan.progress().accept(e.getMessage());
            redisTrouble = e;
            redis = null;
        }
    }

    /** The owner closes in its own order while the JVM goes down; this is the net for when it does not. */
    private void closeAfter(Duration grace) {
        if (!await(grace)) {
            close();
        }
    }

    private boolean await(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void removeExitHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (IllegalStateException e) {
            // The JVM is going down already: the hook finds everything closed.
        }
    }

    private static CompletableFuture<Void> async(String name, Runnable work) {
        return CompletableFuture.runAsync(work, task -> new Thread(task, "tradecache-embedded-" + name).start());
    }

    private static void join(CompletableFuture<Void> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
