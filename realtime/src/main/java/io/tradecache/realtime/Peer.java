package io.tradecache.realtime;

/**
 * The other end of a connection. Immutable.
 *
 * @param outbound the way to it
 * @param dialect how it is spoken to
 * @param visitor whom it acts for
 */
record Peer(Outbound outbound, Dialect dialect, Visitor visitor) {

    String transport() {
        return dialect.transport();
    }
}
