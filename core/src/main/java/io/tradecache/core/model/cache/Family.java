package io.tradecache.core.model.cache;

import java.util.Locale;

/** The families of cache keys. A family decides the lifetime and is the only label that metrics carry. Immutable. */
public enum Family {
    /** All portfolios of a user. */
    PORTFOLIOS,
    /** One portfolio. */
    PORTFOLIO,
    /** One portfolio, valued with live prices. */
    PORTFOLIO_RT,
    /** The analytics of one portfolio. */
    ANALYTICS,
    /** All watchlists of a user. */
    WATCHLISTS,
    /** One watchlist. */
    WATCHLIST,
    /** One watchlist, with live prices. */
    WATCHLIST_RT,
    /** The newest quote of a symbol. */
    PRICE_RT,
    /** One daily bar of a symbol. */
    PRICE_DAY,
    /** The recent series of a symbol. */
    PRICES,
    /** Which quotes a batch request asked for. */
    PRICES_RT,
    /** The news of a symbol (reserved). */
    NEWS,
    /** The indicators of a symbol. */
    INDICATORS,
    /** Entities that a user of the library declared. */
    DECLARED;

    /**
     * The family's name in metrics and logs.
     *
     * @return lower case, for example {@code portfolio_rt}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
