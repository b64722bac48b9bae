package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import java.util.OptionalDouble;

/** How much prices swing. Thread-safe. */
public interface VolatilitySource {

    /** Knows of none. */
    VolatilitySource NONE = symbol -> OptionalDouble.empty();

    /**
     * The volatility of a symbol.
     *
     * @param symbol the symbol
     * @return as an annualised fraction, 0.3 for 30 percent a year; empty when it is not known
     * @throws PortException when it cannot be found out
     */
    OptionalDouble annualised(Symbol symbol);
}
