package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The newest quote of each symbol that this node has seen. What it remembers is never replaced by something older, so a
 * reader of this node never sees a price go back in time. Bounded: the symbol that was not asked for longest goes first.
 * Thread-safe.
 */
public final class LastQuotes {

    private static final int CAPACITY = 10_000;

    private final Map<Symbol, Quote> quotes;

    /** Remembers nothing yet. */
    public LastQuotes() {
        this.quotes = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Symbol, Quote> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    /** Remembers a quote unless one is known that is as new, and returns whichever is newer. */
    synchronized Quote newest(Quote quote) {
        return quotes.merge(quote.symbol(), quote, (known, seen) -> seen.version() > known.version() ? seen : known);
    }

    /** Remembers a quote that was published, unless a newer one is known. */
    synchronized void published(Quote quote) {
        quotes.merge(quote.symbol(), quote, (known, seen) -> seen.version() >= known.version() ? seen : known);
    }

    synchronized Optional<Quote> find(Symbol symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }
}
