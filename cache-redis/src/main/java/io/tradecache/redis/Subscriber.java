package io.tradecache.redis;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;

/**
 * Listens on the channel for as long as it is open: on a thread of its own, over a connection of its own. Redis is pinged
 * while nothing is said, so that a connection which is broken at one end only is noticed. Thread-safe.
 */
final class Subscriber implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final long SHORTEST_BACKOFF_MILLIS = 50;
    private static final long LONGEST_BACKOFF_MILLIS = 2_000;

    private final RedisSettings settings;
    private final byte[] channel;
    private final Consumer<byte[]> messages;
    private final Thread thread = new Thread(this::listenUntilClosed, "tradecache-events");
    private final ScheduledExecutorService pings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong connections = new AtomicLong();
    private final Object state = new Object();
    private @Nullable Session session;

    Subscriber(RedisSettings settings, Consumer<byte[]> messages) {
        this.settings = settings;
        this.channel = new RedisNames(settings.keyPrefix()).invalidations();
        this.messages = messages;
        this.pings = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread pinging = new Thread(task, "tradecache-events-ping");
            pinging.setDaemon(true);
            return pinging;
        });
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
        long millis = BETWEEN_PINGS.toMillis();
        Future<?> unused = pings.scheduleWithFixedDelay(this::ping, millis, millis, TimeUnit.MILLISECONDS);
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

    long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    @Override
    public void close() {
        closed.countDown();
        pings.shutdownNow();
        synchronized (state) {
            if (session != null) {
                session.end();
            }
            state.notifyAll();
        }
    }

    private void listenUntilClosed() {
        long backoff = SHORTEST_BACKOFF_MILLIS;
        while (closed.getCount() > 0) {
            long before = connections.get();
            Optional<String> failure = RedisFailures.failureOf(this::listen);
            forget();
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
        try (Jedis redis = Connections.listener(settings, CONNECT, LONGEST_SILENCE)) {
            Session opened = new Session(redis);
            synchronized (state) {
                if (closed.getCount() == 0) {
                    return;
                }
                session = opened;
            }
            redis.subscribe(opened, channel);
        }
    }

    private void forget() {
        synchronized (state) {
            session = null;
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

    /** What goes wrong here goes wrong for the listening thread too, which deals with it. */
    private void ping() {
        synchronized (state) {
            if (session != null && session.confirmed) {
                RedisFailures.failureOf(session::ping);
            }
        }
    }

    /** One connection's subscription. */
    private final class Session extends BinaryJedisPubSub {
        private final Jedis redis;
        private boolean confirmed;

        Session(Jedis redis) {
            this.redis = redis;
        }

        @Override
        public void onSubscribe(byte[] subscribed, int count) {
            connections.incrementAndGet();
            synchronized (state) {
                confirmed = true;
                state.notifyAll();
            }
        }

        @Override
        public void onMessage(byte[] from, byte[] message) {
            messages.accept(message);
        }

        void end() {
            RedisFailures.failureOf(redis::disconnect);
        }
    }
}
