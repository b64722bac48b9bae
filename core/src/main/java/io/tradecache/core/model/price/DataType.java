package io.tradecache.core.model.price;

/** What is refreshed, each in its own rhythm. Immutable. */
public enum DataType {
    /** The newest quote of a symbol. */
    PRICE_CURRENT,
    /** The course of a session so far. */
    PRICE_INTRADAY,
    /** News of a symbol. */
    NEWS,
    /** What is computed from the daily bars of a symbol. */
    INDICATORS
}
