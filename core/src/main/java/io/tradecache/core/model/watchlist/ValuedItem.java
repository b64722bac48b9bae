package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An item beside its newest price. Immutable.
 *
 * @param item what is watched
 * @param quote its newest price; null when none is known
 * @param distanceToTargetPct how far the price must move to reach the nearer target, in percent of the price, 4 decimals:
 *     above zero while the price lies between the targets, zero or less once a target is reached; null without a price
 *     or a target
 */
public record ValuedItem(
        WatchlistItem item, @Nullable Quote quote, @Nullable BigDecimal distanceToTargetPct) {}
