package io.tradecache.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/**
 * Listens on the channels for as long as it is open: on a thread of its own, over a connection of its own, which it makes
 * again whenever it breaks or is cut. Thread-safe.
 */
final class Subscriber implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /** Whoever watches the heartbeats cuts a silent connection before this. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long SHORTEST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 1_000;

    private final RedisSettings settings;
    private final Primary primary;
    private final byte[][] channels;
    private final Ear ear;
    private final Thread thread = new Thread(this::listenUntilClosed, "tradecache-events");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong connections = new AtomicLong();
    private final Object state = new Object();
    private @Nullable Session session;

    /** Who is told, always by the listening thread. */
    interface Ear {

        /** All channels are subscribed to, and nothing was heard on them yet. */
        void connected();

        void heard(byte[] channel, byte[] message);
    }

    Subscriber(RedisSettings settings, Primary primary, Ear ear, byte[]... channels) {
        this.settings = settings;
        this.primary = primary;
        this.ear = ear;
        this.channels = channels;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns when Redis has confirmed that somebody listens, or after a while. */
    void awaitListening() {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        synchronized (state) {
            try {
                while (!isListening() && closed.getCount() > 0 && System.nanoTime() - deadline < 0) {
                    TimeUnit.NANOSECONDS.timedWait(state, deadline - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isListening() {
        synchronized (state) {
            return session != null && session.confirmed;
        }
    }

    /** Whether it listens where the primary was before. */
    boolean isLeftBehind() {
        synchronized (state) {
            return session != null && !primary.isAt(session.server);
        }
    }

    long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    /** Gives the connection up, for another one. */
    void cut() {
        synchronized (state) {
            if (session != null) {
                session.end();
                session = null;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        cut();
        synchronized (state) {
            state.notifyAll();
        }
    }

    private void listenUntilClosed() {
        long backoff = SHORTEST_BACKOFF_MILLIS;
        while (closed.getCount() > 0) {
            long before = connections.get();
            Optional<String> failure = RedisFailures.failureOf(this::listen);
            cut();
            if (closed.getCount() == 0) {
                return;
            }
            backoff = connections.get() > before ? SHORTEST_BACKOFF_MILLIS : backoff;
            if (backoff == SHORTEST_BACKOFF_MILLIS) {
                LOG.warn("No events from Redis, connecting again: {}", failure.orElse("the subscription ended"));
            }
            if (isClosedWithin(ThreadLocalRandom.current().nextLong(backoff / 2, backoff + 1))) {
                return;
            }
            backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
        }
    }

    private void listen() {
        HostAndPort server = primary.server();
        try (Jedis redis = Connections.listener(settings, server, CONNECT, LONGEST_SILENCE)) {
            Session opened = new Session(redis, server);
            synchronized (state) {
                if (closed.getCount() == 0) {
                    return;
                }
                session = opened;
            }
            redis.subscribe(opened, channels);
        }
    }

    private boolean isClosedWithin(long millis) {
        try {
            return closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** One connection's subscription. */
    private final class Session extends BinaryJedisPubSub {
        private final Jedis redis;
        private final HostAndPort server;
        private boolean confirmed;

        Session(Jedis redis, HostAndPort server) {
            this.redis = redis;
            this.server = server;
        }

        /** Once for each channel, before anything is said on one of them. */
        @Override
        public void onSubscribe(byte[] subscribed, int count) {
            if (count < channels.length) {
                return;
            }
            connections.incrementAndGet();
            ear.connected();
            synchronized (state) {
                confirmed = true;
                state.notifyAll();
            }
        }

        @Override
        public void onMessage(byte[] from, byte[] message) {
            ear.heard(from, message);
        }

        void end() {
            RedisFailures.failureOf(redis::disconnect);
        }
    }
}
