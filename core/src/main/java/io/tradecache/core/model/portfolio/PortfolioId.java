package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.IdKind;

/**
 * The id of a portfolio. Immutable.
 *
 * @param value {@code portfolio_…}, opaque to callers
 */
public record PortfolioId(String value) {

    /** Checks the syntax. */
    public PortfolioId {
        value = IdKind.PORTFOLIO.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
