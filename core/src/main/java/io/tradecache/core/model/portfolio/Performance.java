package io.tradecache.core.model.portfolio;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a position, or several in one currency, is worth and what it gained. Amounts are at most 10 decimals, percentages
 * 4, half to even. Immutable.
 *
 * @param marketValue quantity times the newest price
 * @param costBasis quantity times the average entry price
 * @param unrealizedPl market value less cost basis
 * @param unrealizedPlPct that in percent of the cost basis; null when the cost basis is zero
 * @param dayChange what the market value gained since the previous close; null when a previous close is unknown
 * @param dayChangePct that in percent of the value at the previous close; null when {@code dayChange} is, or that value
 *     is zero
 */
public record Performance(
        BigDecimal marketValue,
        BigDecimal costBasis,
        BigDecimal unrealizedPl,
        @Nullable BigDecimal unrealizedPlPct,
        @Nullable BigDecimal dayChange,
        @Nullable BigDecimal dayChangePct) {}
