package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.rules.QuoteGuard.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's stream states, until it is published. Of several quotes of one symbol only the newest waits, so a
 * burst holds up neither the stream nor the memory. Thread-safe.
 */
final class StreamedQuotes implements PriceFeed.StreamListener {

    private final PriceFeed feed;
    private final PricePublisher publisher;
    private final SessionBars bars;
    private final Backoff backoff;
    private final Map<Symbol, Quote> waiting = new LinkedHashMap<>();
    private PriceFeed.@Nullable Stream stream;

    StreamedQuotes(PriceFeed feed, PricePublisher publisher, SessionBars bars, Backoff backoff) {
        this.feed = feed;
        this.publisher = publisher;
        this.bars = bars;
        this.backoff = backoff;
    }

    /** Opens the stream, if the feed has one. */
    void open() {
        stream = feed.open(this).orElse(null);
    }

    void close() {
        if (stream != null) {
            stream.close();
            stream = null;
        }
        backoff.stream("");
        synchronized (waiting) {
            waiting.clear();
        }
    }

    void want(Set<Symbol> symbols) {
        if (stream != null) {
            stream.want(symbols);
        }
    }

    /** What need not be fetched. */
    Set<Symbol> covered() {
        return stream == null ? Set.of() : stream.covered();
    }

    @Override
    public void stated(Quote quote) {
        synchronized (waiting) {
            Quote known = Optional.ofNullable(waiting.get(quote.symbol()))
                    .or(() -> publisher.known(quote.symbol()))
                    .orElse(null);
            Quote whole = known == null ? quote : quote.completedBy(known);
            if (publisher.check(whole, known) == Verdict.ACCEPTED) {
                waiting.put(whole.symbol(), whole);
                bars.add(whole);
            }
        }
    }

    @Override
    public void changed(boolean healthy, String reason) {
        backoff.stream(healthy ? "" : reason);
    }

    /** Publishes what waits, in the name of an epoch. */
    int flush(long epoch) {
        List<Quote> quotes;
        synchronized (waiting) {
            quotes = List.copyOf(waiting.values());
            waiting.clear();
        }
        // Outside the lock: while the cache is slow, the stream goes on. What it states meanwhile and is older is
        // refused.
        publisher.spread(quotes, epoch);
        return quotes.size();
    }
}
