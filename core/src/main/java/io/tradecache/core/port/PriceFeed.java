package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.util.Map;
import java.util.Set;

/** Where prices come from. Thread-safe. */
public interface PriceFeed {

    /**
     * The feed's name, which its quotes carry as their source.
     *
     * @return for example {@code simulated}
     */
    String name();

    /**
     * Fetches the newest quotes, in one call to the provider for up to {@link #batchLimit} symbols.
     *
     * @param symbols at least one, at most {@link #batchLimit}
     * @return the quotes; a symbol that the provider does not know is left out
     * @throws PortException when the provider gave no usable answer at all
     */
    Map<Symbol, Quote> fetch(Set<Symbol> symbols);

    /**
     * How many symbols one call may ask for.
     *
     * @return at least 1
     */
    int batchLimit();
}
