package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Prices that somebody states by hand. They are told to the open streams before the statement returns. Thread-safe.
 */
public final class ManualPriceFeed implements PriceFeed {

    private static final String NAME = "manual";
    private static final int BATCH_LIMIT = 200;

    private final Clock clock;
    private final Map<Symbol, Quote> quotes = new ConcurrentHashMap<>();
    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    /**
     * Makes a feed that knows no symbol yet.
     *
     * @param clock the present
     */
    public ManualPriceFeed(Clock clock) {
        this.clock = clock;
    }

    /**
     * States a price. Company name and previous close stay as they were stated last.
     *
     * @param symbol the symbol
     * @param price the price of one; above zero
     * @param volume shares or units traded in the session so far, or null
     * @param asOf when the price was made, or null for now
     * @return the quote that counts from now on
     * @throws io.tradecache.core.model.InvalidFieldException when it is no price
     */
    public Quote state(Symbol symbol, BigDecimal price, @Nullable Long volume, @Nullable Instant asOf) {
        Instant now = clock.instant();
        Instant at = asOf == null ? now : asOf;
        return state(new Quote(symbol, null, price, null, volume, at, at, now, NAME));
    }

    /**
     * States a quote, older than the last one or not. Company name and previous close that it leaves out stay as they were
     * stated last.
     *
     * @param quote takes the place of the symbol's last one; its source becomes this feed
     * @return the quote that counts from now on
     */
    public Quote state(Quote quote) {
        Quote whole = quotes.merge(quote.symbol(), completed(quote, quote), (last, next) -> completed(next, last));
        opened.forEach(stream -> stream.tell(whole));
        return whole;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchLimit() {
        return BATCH_LIMIT;
    }

    @Override
    public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
        Map<Symbol, Quote> known = new HashMap<>();
        for (Symbol symbol : symbols) {
            Quote quote = quotes.get(symbol);
            if (quote != null) {
                known.put(symbol, quote);
            }
        }
        return known;
    }

    @Override
    public Optional<Stream> open(StreamListener listener) {
        Opened stream = new Opened(listener);
        opened.add(stream);
        return Optional.of(stream);
    }

    private static Quote completed(Quote quote, Quote last) {
        return new Quote(
                quote.symbol(),
                quote.companyName() == null ? last.companyName() : quote.companyName(),
                quote.price(),
                quote.previousClose() == null ? last.previousClose() : quote.previousClose(),
                quote.volume(),
                quote.asOf(),
                quote.tradedAt(),
                quote.receivedAt(),
                NAME);
    }

    /** A stream that is told by whoever states a price. */
    private final class Opened implements Stream {
        private final StreamListener listener;
        private volatile Set<Symbol> wanted = Set.of();
        private boolean begun;

        Opened(StreamListener listener) {
            this.listener = new GuardedListener(listener);
        }

        @Override
        public synchronized void want(Set<Symbol> symbols) {
            wanted = Set.copyOf(symbols);
            if (!begun) {
                begun = true;
                listener.changed(true, "prices are stated by hand");
            }
        }

        @Override
        public Set<Symbol> covered() {
            return wanted;
        }

        @Override
        public void close() {
            opened.remove(this);
            wanted = Set.of();
        }

        synchronized void tell(Quote quote) {
            if (wanted.contains(quote.symbol())) {
                listener.stated(quote);
            }
        }
    }
}
