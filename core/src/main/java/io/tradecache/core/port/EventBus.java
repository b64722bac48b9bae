package io.tradecache.core.port;

import io.tradecache.core.model.change.ChangeEvent;
import java.util.function.Consumer;

/**
 * How the nodes hear of each other's changes. Delivery is at most once and in no particular order: whoever needs
 * certainty must not rely on it alone. Events are published by {@link CacheStore#invalidate}. Thread-safe.
 */
public interface EventBus {

    /**
     * Hears every change event from now on, the own node's included. Messages that cannot be understood are skipped. The
     * bus connects again by itself when its connection breaks; what was published meanwhile is lost.
     *
     * @param listener called on a thread of the bus, one event after another; what it throws is logged and ends nothing
     * @return ends the subscription when closed
     */
    Subscription onChange(Consumer<ChangeEvent> listener);

    /** A running subscription. Closing it twice does no harm. Thread-safe. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
