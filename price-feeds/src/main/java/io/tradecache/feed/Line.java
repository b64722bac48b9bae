package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The connection that a dialogue is held on. Only called on the stream's thread. */
interface Line {

    /** All symbols that are wanted, in the order of the wish. */
    Set<Symbol> wanted();

    /** The wanted symbol of a name; empty when none of that name is wanted. */
    Optional<Symbol> wanted(String name);

    /** Says something. */
    void say(JsonNode message);

    /** Does something after a while, unless the connection has ended by then. */
    void after(Duration delay, Runnable work);

    /** Passes a price on. */
    void state(Quote quote);

    /** Counts what cannot be used, such as a price of zero. */
    void skip();

    /** Says which symbols this connection covers from now on. */
    void cover(Set<Symbol> symbols);

    /** Writes down what an operator should know, though nothing follows from it here. */
    void note(String message);

    /** Prices can be expected from now on. */
    void live(String reason);

    /** No prices can be expected, though the connection stays. */
    void trouble(String reason);

    /** Ends this connection for another one, soon. */
    void fail(String reason);

    /** Ends this connection, since the provider will not do it; another one is tried much later. */
    void refuse(String reason);
}
