package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a portfolio is spread and how it moved. Fractions have 6 decimals, half to even. Immutable.
 *
 * @param portfolioId the portfolio
 * @param userId its owner
 * @param version the version of the portfolio that was looked at
 * @param allocation a line for each priced holding, the heaviest first, ties by symbol
 * @param currencies a line for each currency, ordered by code
 * @param volatility annualised standard deviation of the daily log returns of today's positions over the last year, for
 *     example 0.23; null with fewer than 20 returns or with holdings in several currencies
 * @param maxDrawdown the deepest fall from a peak over the same time, from 0 to 1; null in the same cases
 * @param best the holding that gained most in percent of its cost; null when none has a price and a cost
 * @param worst the one that gained least; null in the same case
 * @param unpriced the symbols without a price, in ascending order
 * @param quotes the quotes that it was made from
 */
public record PortfolioAnalytics(
        PortfolioId portfolioId,
        UserId userId,
        long version,
        List<Slice> allocation,
        List<CurrencySlice> currencies,
        @Nullable BigDecimal volatility,
        @Nullable BigDecimal maxDrawdown,
        @Nullable Gain best,
        @Nullable Gain worst,
        List<Symbol> unpriced,
        List<Quote> quotes) {

    /** Copies the lists. */
    public PortfolioAnalytics {
        allocation = List.copyOf(allocation);
        currencies = List.copyOf(currencies);
        unpriced = List.copyOf(unpriced);
        quotes = List.copyOf(quotes);
    }

    /**
     * One symbol's part of the portfolio.
     *
     * @param symbol the symbol
     * @param currency the currency of its price
     * @param marketValue what the holding is worth
     * @param weight its part of the priced holdings in its currency, from 0 to 1
     */
    public record Slice(Symbol symbol, String currency, BigDecimal marketValue, BigDecimal weight) {}

    /**
     * One currency's part of the portfolio.
     *
     * @param currency an ISO 4217 code
     * @param holdings how many priced holdings it has
     * @param marketValue what they are worth
     * @param hhi the Herfindahl-Hirschman index: the sum of the squared weights, from near 0 (spread) to 1 (one holding)
     * @param topFive the weight of the five heaviest together
     */
    public record CurrencySlice(
            String currency, int holdings, BigDecimal marketValue, BigDecimal hhi, BigDecimal topFive) {}

    /**
     * What one holding gained.
     *
     * @param symbol the symbol
     * @param unrealizedPlPct its unrealised profit or loss in percent of its cost
     */
    public record Gain(Symbol symbol, BigDecimal unrealizedPlPct) {}
}
