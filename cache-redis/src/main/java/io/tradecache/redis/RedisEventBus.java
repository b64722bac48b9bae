package io.tradecache.redis;

import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.port.EventBus;
import io.tradecache.json.Codec;
import java.util.List;

/**
 * The change events and prices of all nodes, heard on Redis' channels {@code cache_invalidation} and
 * {@code price_updates} over one connection of its own. That
 * nothing was lost is known by heartbeats on the channel {@code cache_heartbeat}: this node's own show that it hears, and
 * those of the others show what it should have heard. A connection without heartbeats is given up, and made again until
 * the cache is closed. Part of a {@link RedisCache}. Thread-safe.
 */
public final class RedisEventBus implements EventBus {

    private final Listeners listeners = new Listeners();
    private final Hearing hearing;
    private final Subscriber subscriber;
    private final PricePublishing prices;

    RedisEventBus(
            RedisSettings settings, Codec codec, Primary primary, Publications publications, PricePublishing prices) {
        RedisNames names = new RedisNames(settings.keyPrefix());
        this.hearing = new Hearing(names, publications.publisher(), listeners, codec, System::nanoTime);
        this.subscriber =
                new Subscriber(settings, primary, hearing, names.invalidations(), names.prices(), names.heartbeats());
        this.prices = prices;
    }

    @Override
    public boolean publish(List<PriceTick> ticks) {
        return ticks.isEmpty() || prices.publish(ticks);
    }

    @Override
    public boolean askForPrices() {
        return prices.ask();
    }

    @Override
    public boolean publish(FeedReport report) {
        return prices.publish(report);
    }

    /** {@inheritDoc} Waits up to a second for Redis to confirm that the bus is listening. */
    @Override
    public Subscription onChange(Listener listener) {
        Subscription subscription = listeners.add(listener, System.nanoTime());
        subscriber.awaitListening();
        return subscription;
    }

    /**
     * Whether the bus is listening at this moment.
     *
     * @return false while the connection is broken
     */
    public boolean isListening() {
        return subscriber.isListening();
    }

    /**
     * How often the connection was made again after it broke; events may have been lost each time.
     *
     * @return zero or more
     */
    public long reconnects() {
        return subscriber.reconnects();
    }

    /**
     * How many messages could not be understood.
     *
     * @return zero or more
     */
    public long skipped() {
        return hearing.skipped();
    }

    void start() {
        subscriber.start();
    }

    /** To be called every few tens of milliseconds. */
    void watch() {
        hearing.watch();
        if (subscriber.isLeftBehind() || (hearing.isHopeless() && subscriber.isListening())) {
            subscriber.cut();
        }
    }

    void close() {
        subscriber.close();
    }
}
