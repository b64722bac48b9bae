package io.tradecache.redis;

import io.tradecache.core.port.Telemetry;
import io.tradecache.json.Codec;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.RedisClient;

/**
 * One node's part in a cache on Redis: the store, and the bus on which the store's changes are heard. The two belong
 * together, because the bus tells how far the store's messages are out, so that other nodes notice what they did not
 * hear. Thread-safe.
 */
public final class RedisCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);
    private static final Duration BETWEEN_WATCHES = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** Watching, beating, asking sentinels: none may wait for another. */
    private static final int THREADS = 3;

    private final Primary primary;
    private final RedisClient client;
    private final RedisCacheStore store;
    private final RedisEventBus bus;
    private final RedisCacheInspection inspection;
    private final Beats beats;
    private final ScheduledExecutorService loops;

    private RedisCache(RedisSettings settings, Codec codec, Telemetry telemetry) {
        Publications publications = new Publications();
        primary = new Primary(settings);
        client = Connections.pool(settings, primary);
        RedisFailures failures = new RedisFailures(telemetry, System::nanoTime, settings.poolWait());
        store = new RedisCacheStore(settings, client, codec, publications, failures);
        inspection = new RedisCacheInspection(settings, client, codec, failures);
        PricePublishing prices = new PricePublishing(settings, client, codec, failures);
        bus = new RedisEventBus(settings, codec, primary, publications, prices);
        beats = new Beats(settings, primary, publications, codec, System::nanoTime);
        loops = Executors.newScheduledThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "tradecache-redis");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Makes a cache. It need not find Redis running: until it does, its calls fail as the ports say, and the bus tries
     * again and again.
     *
     * @param settings where Redis is
     * @param codec the form of the values and events
     * @param telemetry what is counted
     * @return the cache, which the caller closes
     */
    public static RedisCache connect(RedisSettings settings, Codec codec, Telemetry telemetry) {
        RedisCache cache = new RedisCache(settings, codec, telemetry);
        cache.start();
        return cache;
    }

    /**
     * The values.
     *
     * @return always the same store; it works until the cache is closed
     */
    public RedisCacheStore store() {
        return store;
    }

    /**
     * The changes.
     *
     * @return always the same bus; it listens until the cache is closed
     */
    public RedisEventBus bus() {
        return bus;
    }

    /**
     * What is in it, for administrators.
     *
     * @return always the same; it works until the cache is closed
     */
    public RedisCacheInspection inspection() {
        return inspection;
    }

    /** Ends the bus and all connections. Calling it again does nothing. */
    @Override
    public void close() {
        loops.shutdownNow();
        bus.close();
        beats.close();
        client.close();
    }

    private void start() {
        primary.look();
        store.answers();
        bus.start();
        every(BETWEEN_WATCHES, bus::watch);
        every(Beats.PACE, beats::send);
        if (primary.isWatched()) {
            every(BETWEEN_LOOKS, primary::look);
        }
    }

    private void every(Duration pause, Runnable step) {
        Future<?> unused = loops.scheduleWithFixedDelay(() -> goOn(step), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A loop that ended by an error would be missed by nobody. */
    private static void goOn(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.error("A loop of the Redis cache failed and goes on", e);
        }
    }
}
