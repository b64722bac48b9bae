package io.tradecache.core.model.market;

/** What a market is doing at an instant. Only {@link #OPEN} is the regular session. Immutable. */
public enum MarketPhase {
    /** No trading. */
    CLOSED,
    /** Trading before the regular session. */
    PRE_MARKET,
    /** The regular session. */
    OPEN,
    /** Trading after the regular session. */
    AFTER_HOURS
}
