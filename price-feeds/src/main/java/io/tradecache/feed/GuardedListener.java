package io.tradecache.feed;

import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed.StreamListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the failures of a listener from whoever tells it, who has others to tell. As thread-safe as the listener.
 *
 * @param listener hears all that is told
 */
record GuardedListener(StreamListener listener) implements StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

    @Override
    public void stated(Quote quote) {
        guard(() -> listener.stated(quote));
    }

    @Override
    public void changed(boolean healthy, String reason) {
        guard(() -> listener.changed(healthy, reason));
    }

    private static void guard(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("A listener to prices failed", e);
        }
    }
}
