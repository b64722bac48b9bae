package io.tradecache.redis;

import java.util.UUID;

/**
 * The numbers of the messages that this node publishes. Each has its own before it is sent, and one that fails has used
 * its number up: so whoever did not hear it notices the gap. Thread-safe.
 */
final class Publications {

    private final String publisher = UUID.randomUUID().toString();
    private final Sequence finished = new Sequence();
    private long last;

    /** This start of this process: numbers begin anew with it, so the name of a node would not do. */
    String publisher() {
        return publisher;
    }

    /** The number of the next message, which is then either {@link #finished} or never heard of. */
    synchronized long begin() {
        return ++last;
    }

    /** Nothing more is going to happen to a message: it was published, or that failed. */
    synchronized void finished(long number) {
        finished.add(number);
    }

    /** The highest number such that it and all before it are finished: what was not heard of these is lost. */
    synchronized long settled() {
        return finished.complete();
    }
}
