package io.tradecache.realtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one kind of client is spoken to. Thread-safe. */
interface Dialect {

    /** A symbol's price that goes to a client. */
    record Line(Topic topic, Price price) {}

    /** How clients of this kind are counted, for example {@code websocket}. */
    String transport();

    /** How many symbols one message can hold. */
    int most();

    /**
     * A message with the first prices since a subscription.
     *
     * @param lines 1 to {@link #most}
     */
    byte[] snapshot(List<Line> lines);

    /**
     * A message with prices that have changed.
     *
     * @param lines 1 to {@link #most}
     */
    byte[] prices(List<Line> lines);

    /** A sign of life, or null where the client is not to see one. */
    byte @Nullable [] heartbeat();

    /** Whether the client is sent more than prices and errors. */
    boolean isTalkative();
}
