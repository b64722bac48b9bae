package io.tradecache.core.model.price;

import io.tradecache.core.model.Symbol;
import java.time.Instant;
import java.util.List;

/**
 * What is cached of a batch of quotes: which they were, never their prices, so that it cannot hide a newer one.
 * Immutable.
 *
 * @param symbols distinct, in ascending order
 * @param asOf the oldest {@code asOf} among them
 */
public record BatchIndex(List<Symbol> symbols, Instant asOf) {

    /** Copies the list. */
    public BatchIndex {
        symbols = List.copyOf(symbols);
    }
}
