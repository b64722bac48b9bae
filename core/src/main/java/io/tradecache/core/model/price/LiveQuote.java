package io.tradecache.core.model.price;

import io.tradecache.core.model.market.MarketPhase;
import java.time.Duration;

/**
 * A quote with what may be said of it at the moment it is handed out. Immutable.
 *
 * @param quote the price and its times
 * @param marketState what the market is doing now
 * @param freshness how good the price still is
 * @param age from the quote's {@code asOf} until now; never negative
 */
public record LiveQuote(Quote quote, MarketPhase marketState, Freshness freshness, Duration age) {}
