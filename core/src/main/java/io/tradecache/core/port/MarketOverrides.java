package io.tradecache.core.port;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride;
import java.util.List;

/**
 * Where all nodes find the days of a market that are not as its rules say, known from hours to a few days ahead. Every
 * method throws {@link PortException} when the store cannot serve it. Thread-safe.
 */
public interface MarketOverrides {

    /** For a market whose days are what they are: it has none, and takes none. */
    MarketOverrides NONE = new MarketOverrides() {
        @Override
        public List<MarketOverride> all(String market) {
            return List.of();
        }

        @Override
        public void replace(String market, List<MarketOverride> overrides) {
            if (!overrides.isEmpty()) {
                throw new InvalidFieldException("overrides", "must be empty: no day of " + market + " can be changed");
            }
        }
    };

    /**
     * The overrides of a market.
     *
     * @param market its identifier, for example {@code XNYS}
     * @return in ascending order of date; never half of one replacement
     */
    List<MarketOverride> all(String market);

    /**
     * Puts overrides in the place of all that a market had, all or none. Of two that do so at once the later one wins as a
     * whole.
     *
     * @param market its identifier
     * @param overrides in any order
     * @throws InvalidFieldException when a date stands twice; nothing is changed then
     */
    void replace(String market, List<MarketOverride> overrides);
}
