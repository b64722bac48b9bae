package io.tradecache.redis;

import io.tradecache.json.Codec;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/**
 * Sends the heartbeats of this node, over a connection of their own: a pool that is busy must not look like a bus that
 * fell silent. Thread-safe.
 */
final class Beats implements AutoCloseable {

    /** From one heartbeat to the next. */
    static final Duration PACE = Duration.ofMillis(200);

    private final RedisSettings settings;
    private final Primary primary;
    private final Publications publications;
    private final Codec codec;
    private final LongSupplier nanoTime;
    private final byte[] channel;
    private @Nullable Jedis connection;
    private @Nullable HostAndPort server;
    private boolean closed;

    Beats(RedisSettings settings, Primary primary, Publications publications, Codec codec, LongSupplier nanoTime) {
        this.settings = settings;
        this.primary = primary;
        this.publications = publications;
        this.codec = codec;
        this.nanoTime = nanoTime;
        this.channel = new RedisNames(settings.keyPrefix()).heartbeats();
    }

    /** Sends one. What goes wrong is noticed by all who do not hear it; the next one tries a new connection. */
    synchronized void send() {
        if (RedisFailures.failureOf(this::publish).isPresent()) {
            disconnect();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        disconnect();
    }

    private void publish() {
        if (closed) {
            return;
        }
        long now = nanoTime.getAsLong();
        Jedis redis = connected();
        long settled = publications.settled();
        redis.publish(channel, codec.encode(new Heartbeat(Heartbeat.FORMAT, publications.publisher(), settled, now)));
    }

    private Jedis connected() {
        Jedis open = connection;
        if (open != null && server != null && primary.isAt(server)) {
            return open;
        }
        disconnect();
        HostAndPort now = primary.server();
        Jedis opened = Connections.sender(settings, now, PACE);
        server = now;
        connection = opened;
        return opened;
    }

    private void disconnect() {
        Jedis open = connection;
        connection = null;
        if (open != null) {
            RedisFailures.failureOf(open::disconnect);
        }
    }
}
