package io.tradecache.core.model.price;

import io.tradecache.core.model.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is computed from the daily closes of a symbol, over its completed sessions. Each figure is null while there are
 * too few of them. Immutable.
 *
 * @param symbol the symbol
 * @param asOf the date of the last session that counted; null when there is none
 * @param sma20 the mean of the last 20 closes
 * @param sma50 the mean of the last 50 closes
 * @param ema20 the exponential mean of the closes over 20 sessions
 * @param rsi14 the relative strength index over 14 sessions, from 0 to 100
 * @param volatility20 the annualised volatility of the last 20 sessions as a fraction; null under 10 returns
 */
public record SymbolIndicators(
        Symbol symbol,
        @Nullable LocalDate asOf,
        @Nullable BigDecimal sma20,
        @Nullable BigDecimal sma50,
        @Nullable BigDecimal ema20,
        @Nullable BigDecimal rsi14,
        @Nullable BigDecimal volatility20) {}
