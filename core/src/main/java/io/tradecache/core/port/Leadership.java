package io.tradecache.core.port;

/**
 * Which of the nodes does what only one of them should. Whoever leads must say so again before the term ends, else another
 * node takes over; so for a moment two may believe that they lead, and what they do must bear that. Thread-safe.
 */
public interface Leadership {

    /**
     * Leads, or goes on leading, a role for another term, unless another node does.
     *
     * @param role for example {@code change-log}
     * @return whether this node leads now
     * @throws PortException when that cannot be found out
     */
    boolean lead(String role);

    /**
     * Leaves a role to others at once. Nothing happens when this node does not lead it.
     *
     * @param role the role
     * @throws PortException when the others cannot be told; the term then ends by itself
     */
    void resign(String role);

    /**
     * How often the role has changed hands: a fence against those who do not know yet that they lost it.
     *
     * @param role the role
     * @return 0 before the first leader, and more with each change of hands; never less than it was
     * @throws PortException when it cannot be found out
     */
    long epoch(String role);
}
