package io.tradecache.core.port;

import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import java.util.List;

/**
 * How the nodes hear of each other's changes. Delivery is at most once, but a loss is noticed: whoever listens is told
 * when an event may have been missed, and up to when nothing was. Events are published by {@link CacheStore#invalidate}.
 * Thread-safe.
 */
public interface EventBus {

    /**
     * Hears every change event from now on, the own node's included. Messages that cannot be understood are skipped. The
     * bus connects again by itself when its connection breaks.
     *
     * @param listener called on a thread of the bus, one call after another; what it throws is logged and ends nothing
     * @return ends the subscription when closed
     */
    Subscription onChange(Listener listener);

    /**
     * Publishes changes of prices to all nodes, the own one included. A lost one is made good by the next of its symbol, or
     * by {@link #askForPrices}.
     *
     * @param ticks the changes, in their order; none does nothing
     * @return whether they could be published
     */
    boolean publish(List<PriceTick> ticks);

    /**
     * Asks all nodes, the own one included, to publish the newest prices that they answer for once more.
     *
     * @return whether they could be asked
     */
    boolean askForPrices();

    /**
     * Tells all nodes, the own one included, how the price feed does. A lost report is made good by the next.
     *
     * @param report of the node that keeps prices fresh
     * @return whether it could be told
     */
    boolean publish(FeedReport report);

    /** What a subscriber is told. */
    @FunctionalInterface
    interface Listener {

        /**
         * Something changed.
         *
         * @param event what
         */
        void changed(ChangeEvent event);

        /**
         * Prices changed.
         *
         * @param ticks the changes, in the order of their publishing
         */
        default void priced(List<PriceTick> ticks) {}

        /** Some node has missed prices, and asks for the newest. */
        default void pricesAsked() {}

        /**
         * The node that keeps prices fresh tells how the feed does.
         *
         * @param report what it says
         */
        default void feedReported(FeedReport report) {}

        /** Events may have been missed: whatever depends on having heard them all must start anew. */
        default void lost() {}

        /**
         * Every event that was published before a moment has been told, or its loss has.
         *
         * @param nanoTime the moment, by this process' own {@link System#nanoTime}, or the source of time that the bus was
         *     given in its place
         */
        default void heardAllUntil(long nanoTime) {}
    }

    /** A running subscription. Closing it twice does no harm. Thread-safe. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
