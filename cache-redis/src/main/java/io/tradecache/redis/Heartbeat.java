package io.tradecache.redis;

/**
 * What each node publishes on the channel {@code cache_heartbeat}, as JSON. Immutable.
 *
 * @param v the message format's version, 1
 * @param publisher who
 * @param settled the publisher's message such that it and all before it are finished with
 * @param nanos when it was sent, by the publisher's own clock: of use to itself only
 */
record Heartbeat(int v, String publisher, long settled, long nanos) {

    static final int FORMAT = 1;

    /** False for what another program may publish: JSON can leave anything out. */
    @SuppressWarnings("ConstantValue")
    boolean isComplete() {
        return publisher != null;
    }
}
