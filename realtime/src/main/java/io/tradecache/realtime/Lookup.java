package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.service.PriceService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads prices that were not published since this node began, so that a new client need not wait for the next change;
 * and those of symbols that nobody listened to before, since newer ones may be known than were published. It never reads
 * on the thread of a connection. Thread-safe.
 */
final class Lookup {

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    private final PriceService prices;
    private final Hub hub;
    private final Executor readers;

    /**
     * Reads when asked to.
     *
     * @param prices where prices are read
     * @param hub what takes them
     * @param readers the threads that read; it may refuse when it has too much to do
     */
    Lookup(PriceService prices, Hub hub, Executor readers) {
        this.prices = prices;
        this.hub = hub;
        this.readers = readers;
    }

    /** Sends a client what is known of symbols it listens to, at once, and the rest when it was read. */
    void answer(Session session, List<Symbol> symbols) {
        session.pump();
        List<Symbol> unread = hub.takeUnread(symbols);
        if (unread.isEmpty()) {
            return;
        }
        try {
            readers.execute(() -> read(session, unread));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} prices are not read, since too many are: they come when they change", unread.size());
        }
    }

    private void read(Session session, List<Symbol> symbols) {
        try {
            Map<Symbol, Cached<Quote>> found = prices.latest(symbols, Demand.ANY);
            found.values().forEach(quote -> hub.read(Price.read(quote.value())));
            session.pump();
        } catch (RuntimeException e) {
            LOG.warn("{} prices could not be read for a client; they come when they change", symbols.size(), e);
        }
    }
}
