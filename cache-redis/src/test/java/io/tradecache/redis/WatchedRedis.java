package io.tradecache.redis;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/** A primary, its replica and a sentinel that makes the replica the primary when the first one fails. */
final class WatchedRedis implements AutoCloseable {

    static final String NAME = "tradecache";

    private static final String PASSWORD = "s3cret";
    private static final Duration START = Duration.ofSeconds(20);

    private final EmbeddedRedis first = TestServers.ownRedis();
    private final EmbeddedRedis second = TestServers.ownRedis();
    private final int port = freePort();
    private final Path directory;
    private final Process sentinel;

    WatchedRedis() throws IOException {
        directory = Files.createTempDirectory("tradecache-sentinel");
        for (EmbeddedRedis server : List.of(first, second)) {
            try (Jedis redis = new Jedis(server.uri())) {
                redis.configSet("repl-diskless-sync", "yes");
                redis.configSet("repl-diskless-sync-delay", "0");
                redis.configSet("masterauth", PASSWORD);
                redis.configSet("requirepass", PASSWORD);
            }
        }
        try (Jedis replica = second()) {
            replica.replicaof("127.0.0.1", first.port());
            Eventually.holds(START, () -> replica.info("replication").contains("master_link_status:up"));
        }
        sentinel = startSentinel();
        Eventually.holds(START, this::watches);
    }

    /** Where the sentinel is, and what it watches. */
    URI uri() {
        return URI.create("redis+sentinel://:" + PASSWORD + "@127.0.0.1:" + port + "/" + NAME);
    }

    /** The server that is the primary at the beginning. */
    EmbeddedRedis primary() {
        return first;
    }

    /** Keeps from the replica what the primary does from now on, so that it is lost with the primary. */
    void letReplicaLag() {
        try (Jedis replica = second();
                Jedis primary = new Jedis("127.0.0.1", first.port())) {
            replica.configSet("masterauth", "wrong");
            primary.auth(PASSWORD);
            primary.sendCommand(Command.CLIENT, "KILL", "TYPE", "replica");
        }
    }

    /** Looks into the server that is the replica at the beginning. */
    Jedis second() {
        Jedis redis = new Jedis("127.0.0.1", second.port());
        redis.auth(PASSWORD);
        return redis;
    }

    @Override
    public void close() {
        sentinel.destroyForcibly();
        second.close();
        first.close();
    }

    private Process startSentinel() throws IOException {
        Path configuration = directory.resolve("sentinel.conf");
        Files.writeString(
                configuration, """
                bind 127.0.0.1
                port %d
                dir "%s"
                sentinel monitor %s 127.0.0.1 %d 1
                sentinel auth-pass %s %s
                sentinel down-after-milliseconds %s 2000
                sentinel failover-timeout %s 5000
                """.formatted(port, directory, NAME, first.port(), NAME, PASSWORD, NAME, NAME));
        String executable =
                ProcessHandle.of(first.pid()).orElseThrow().info().command().orElseThrow();
        return new ProcessBuilder(executable, configuration.toString(), "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sentinel.log").toFile())
                .start();
    }

    /** Whether the sentinel knows the replica, without which it could not replace the primary. */
    private boolean watches() {
        if (!sentinel.isAlive()) {
            throw new IllegalStateException("the sentinel ended: " + log());
        }
        return RedisFailures.answerOf(() -> {
                    try (Jedis asked = new Jedis("127.0.0.1", port)) {
                        return asked.sentinelReplicas(NAME).stream()
                                .anyMatch(replica -> "ok".equals(replica.get("master-link-status")));
                    }
                })
                .orElse(false);
    }

    private String log() {
        try {
            sentinel.waitFor(1, TimeUnit.SECONDS);
            return Files.readString(directory.resolve("sentinel.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
