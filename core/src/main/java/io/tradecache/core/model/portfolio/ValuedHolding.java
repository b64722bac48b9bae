package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A holding beside its newest price. Immutable.
 *
 * @param holding the position
 * @param quote the price, taken to be in the holding's currency; null when none is known
 * @param performance what the position is worth; null exactly when {@code quote} is
 * @param weight its part of the priced holdings in its currency, from 0 to 1, 6 decimals; null when it has no price
 */
public record ValuedHolding(
        Holding holding,
        @Nullable Quote quote,
        @Nullable Performance performance,
        @Nullable BigDecimal weight) {}
