package io.tradecache.client;

/**
 * Hears what a stream of prices tells. All methods are called on one thread, one after another; what they throw is logged
 * and the stream goes on. Whoever takes long is sent fewer prices, the newest of each symbol.
 */
public interface PriceListener {

    /**
     * A symbol has a new price.
     *
     * @param price later than the one before
     */
    default void onPrice(Price price) {}

    /**
     * The connection has changed.
     *
     * @param state what it is now
     * @param reason why, in words for a log; never a secret
     */
    default void onState(StreamState state, String reason) {}

    /**
     * What the market is doing, after each connection and each change.
     *
     * @param status what it is doing now
     */
    default void onMarketStatus(MarketStatus status) {}

    /**
     * The server's source of prices has failed, or works again.
     *
     * @param status how it is now
     */
    default void onFeedStatus(FeedStatus status) {}

    /**
     * Something of the user's own has changed.
     *
     * @param invalidation what to fetch again
     */
    default void onInvalidation(Invalidation invalidation) {}

    /**
     * A symbol was refused, and is not asked for any more.
     *
     * @param symbol the symbol
     * @param code for example {@code invalid_symbol} or {@code too_many_symbols}
     */
    default void onRejected(String symbol, String code) {}

    /**
     * The server does not heed a message.
     *
     * @param code what was wrong, for programs
     * @param message the same for people
     */
    default void onError(String code, String message) {}
}
