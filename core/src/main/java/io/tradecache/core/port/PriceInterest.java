package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import java.time.Duration;
import java.util.Set;

/**
 * Which symbols the nodes want to be kept fresh, so that one of them can do it for all. Every method throws
 * {@link PortException} when the others cannot be reached. Thread-safe.
 */
public interface PriceInterest {

    /** How long a node's word counts, unless it gives it again. */
    Duration TERM = Duration.ofSeconds(15);

    /**
     * Says what this node wants from now on, in the place of what it wanted before. To be said again well within
     * {@link #TERM}.
     *
     * @param symbols all that the node wants; none withdraws it
     */
    void want(Set<Symbol> symbols);

    /**
     * What any node wants.
     *
     * @return the symbols of all nodes whose word still counts, this one's included
     */
    Set<Symbol> all();
}
