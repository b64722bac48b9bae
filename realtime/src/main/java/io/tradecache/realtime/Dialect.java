package io.tradecache.realtime;

import io.tradecache.core.model.change.Outdated;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of client is spoken to. Thread-safe. */
interface Dialect {

    /** How clients of this kind are counted, for example {@code websocket}. */
    String transport();

    /** How many symbols one message can hold. */
    int most();

    /**
     * A message with the first prices since a subscription.
     *
     * @param prices 1 to {@link #most}, not to be changed any more
     */
    byte[] snapshot(List<Price> prices);

    /**
     * A message with prices that have changed.
     *
     * @param prices 1 to {@link #most}, not to be changed any more
     */
    byte[] prices(List<Price> prices);

    /**
     * A message with prices that have changed, some of them in what usually stays: the epoch, the previous close, the source.
     *
     * @param prices 1 to {@link #most}, not to be changed any more
     */
    byte[] wholePrices(List<Price> prices);

    /** A sign of life, or null where the client is not to see one. */
    byte @Nullable [] heartbeat();

    /** An object of the client's user that is to be read again, or null where the client is not told. */
    byte @Nullable [] outdated(Outdated object);

    /** Whether the client is sent more than prices and errors. */
    boolean isTalkative();
}
