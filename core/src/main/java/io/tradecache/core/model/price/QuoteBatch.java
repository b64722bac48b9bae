package io.tradecache.core.model.price;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import java.util.List;

/**
 * The answer to one request for several quotes: each symbol that was asked for is either priced or refused. Immutable.
 *
 * @param quotes the prices and where each came from, in the order of the request
 * @param refused the rest, in the order of the request
 */
public record QuoteBatch(List<Cached<LiveQuote>> quotes, List<Refused> refused) {

    /** Copies the lists. */
    public QuoteBatch {
        quotes = List.copyOf(quotes);
        refused = List.copyOf(refused);
    }

    /** Why a symbol has no price. */
    public enum Reason {
        /** The feed does not know the symbol. */
        UNKNOWN_SYMBOL,
        /** The feed gave no answer and no older price is at hand. */
        UNAVAILABLE
    }

    /**
     * A symbol without a price.
     *
     * @param symbol the symbol
     * @param reason why
     */
    public record Refused(Symbol symbol, Reason reason) {}
}
