package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.price.Quote;
import java.util.List;
import java.util.Objects;

/**
 * A portfolio valued with the quotes of one moment. It remembers them, so that it is never handed out beside newer ones.
 * Immutable.
 *
 * @param portfolioId the portfolio
 * @param userId its owner
 * @param name its name
 * @param currency its default currency
 * @param version the version of the portfolio that was valued
 * @param holdings a line for each holding, ordered by symbol
 * @param totals a line for each currency that has a priced holding, ordered by code
 * @param unpriced the symbols without a price, in ascending order
 */
public record PortfolioValuation(
        PortfolioId portfolioId,
        UserId userId,
        String name,
        String currency,
        long version,
        List<ValuedHolding> holdings,
        List<CurrencyTotal> totals,
        List<Symbol> unpriced) {

    /** Copies the lists. */
    public PortfolioValuation {
        holdings = List.copyOf(holdings);
        totals = List.copyOf(totals);
        unpriced = List.copyOf(unpriced);
    }

    /**
     * The quotes that it was made from.
     *
     * @return one for each priced holding
     */
    public List<Quote> quotes() {
        return holdings.stream()
                .map(ValuedHolding::quote)
                .filter(Objects::nonNull)
                .toList();
    }
}
