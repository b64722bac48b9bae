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
    private final FeedHealth health;
    private final Map<Symbol, Quote> waiting = new LinkedHashMap<>();
    private volatile PriceFeed.@Nullable Stream stream;

    StreamedQuotes(PriceFeed feed, PricePublisher publisher, SessionBars bars, FeedHealth health) {
        this.feed = feed;
        this.publisher = publisher;
        this.bars = bars;
        this.health = health;
    }

    /** Opens the stream, if the feed has one. */
    synchronized void open() {
        stream = feed.open(this).orElse(null);
    }

    synchronized void close() {
        PriceFeed.Stream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
        health.stream("");
        synchronized (waiting) {
            waiting.clear();
        }
    }

    void want(Set<Symbol> symbols) {
        PriceFeed.Stream open = stream;
        if (open != null) {
            open.want(symbols);
        }
    }

    /** What need not be fetched. */
    Set<Symbol> covered() {
        PriceFeed.Stream open = stream;
        return open == null ? Set.of() : open.covered();
    }

    @Override
    public void stated(Quote quote) {
        synchronized (waiting) {
            Quote known = Optional.ofNullable(waiting.get(quote.symbol()))
                    .or(() -> publisher.known(quote.symbol()))
                    .orElse(null);
            Quote whole = known == null ? quote : publisher.completed(quote, known);
            if (publisher.check(whole, known) == Verdict.ACCEPTED) {
                waiting.put(whole.symbol(), whole);
                bars.add(whole);
            }
        }
    }

    @Override
    public void changed(boolean healthy, String reason) {
        health.stream(healthy ? "" : reason);
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
