package io.tradecache.feed;

import java.time.Duration;

/** Work done later, one piece after another, so that what it touches needs no locks. Thread-safe. */
interface Timers extends AutoCloseable {

    /** Nanoseconds since some moment; only differences mean something. */
    long nanoTime();

    /**
     * Does some work after a while. Work that is due at the same time is done in the order in which it was given; once
     * these timers are closed, nothing is done any more.
     */
    void after(Duration delay, Runnable work);

    /** Does some work as soon as all that is due before it is done. */
    default void soon(Runnable work) {
        after(Duration.ZERO, work);
    }

    @Override
    void close();
}
