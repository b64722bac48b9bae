package io.tradecache.core.inmemory;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A price feed that says what it was told, for tests, demos and applications that know their prices. Thread-safe. */
public final class InMemoryPriceFeed implements PriceFeed {

    private static final int BATCH_LIMIT = 200;

    private final Clock clock;
    private final Map<Symbol, Quote> quotes = new ConcurrentHashMap<>();

    /**
     * Makes a feed that knows no symbol yet.
     *
     * @param clock says when a price was stated
     */
    public InMemoryPriceFeed(Clock clock) {
        this.clock = clock;
    }

    /**
     * States a price, as of now.
     *
     * @param symbol the symbol
     * @param price the price of one; above zero
     * @return this feed
     */
    public InMemoryPriceFeed state(Symbol symbol, BigDecimal price) {
        Instant now = clock.instant();
        return state(new Quote(symbol, null, price, null, null, now, null, now, name()));
    }

    /**
     * States a quote.
     *
     * @param quote takes the place of the symbol's last one
     * @return this feed
     */
    public InMemoryPriceFeed state(Quote quote) {
        quotes.put(quote.symbol(), quote);
        return this;
    }

    @Override
    public String name() {
        return "manual";
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
    public int batchLimit() {
        return BATCH_LIMIT;
    }
}
