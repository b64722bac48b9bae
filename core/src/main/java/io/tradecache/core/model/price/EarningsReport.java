package io.tradecache.core.model.price;

import io.tradecache.core.model.Symbol;
import java.time.LocalDate;

/**
 * A company reports its earnings. Immutable.
 *
 * @param symbol of the company
 * @param date the day, in the zone of the market
 */
public record EarningsReport(Symbol symbol, LocalDate date) {}
