package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed.StreamListener;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener what there is to tell, on a thread of its own, so that a slow listener never holds up the connection. Of
 * each symbol only the newest price waits, which bounds what can wait to one for each symbol. Thread-safe.
 */
final class Delivery implements AutoCloseable {

    private final StreamListener listener;
    private final ExecutorService thread;

    /** By symbol, or for a change of state by itself; in the order of telling. */
    private final Map<Object, News> waiting = new LinkedHashMap<>();

    private boolean telling;
    private boolean closed;
    private long replaced;

    /**
     * Begins with nothing to tell.
     *
     * @param name the thread's
     */
    Delivery(StreamListener listener, String name) {
        this.listener = new GuardedListener(listener);
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * Something to tell.
     *
     * @param quote the price; null for a change of state
     */
    private record News(@Nullable Quote quote, Consumer<StreamListener> telling) {}

    /** Tells a price, unless one that is no older takes its place before it is told. */
    synchronized void state(Quote quote) {
        Symbol symbol = quote.symbol();
        News before = waiting.get(symbol);
        if (before != null) {
            replaced++;
            if (before.quote != null && before.quote.asOf().isAfter(quote.asOf())) {
                return;
            }
        }
        tell(symbol, new News(quote, told -> told.stated(quote)));
    }

    /** Tells a change of state, of which there are few. */
    synchronized void change(boolean healthy, String reason) {
        tell(new Object(), new News(null, told -> told.changed(healthy, reason)));
    }

    /** How many prices were not told, since a newer one came before. */
    synchronized long replaced() {
        return replaced;
    }

    /** Tells nothing more; what is being told at this moment is told to its end. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        thread.shutdown();
    }

    private void tell(Object subject, News news) {
        if (closed) {
            return;
        }
        waiting.put(subject, news);
        if (!telling) {
            telling = true;
            thread.execute(this::tellAll);
        }
    }

    private void tellAll() {
        for (News news = next(); news != null; news = next()) {
            news.telling.accept(listener);
        }
    }

    private synchronized @Nullable News next() {
        Iterator<News> oldest = waiting.values().iterator();
        if (!oldest.hasNext()) {
            telling = false;
            return null;
        }
        News news = oldest.next();
        oldest.remove();
        return news;
    }
}
