package io.tradecache.core.port;

import java.time.Duration;

/** How a thread waits, so that tests need not. Thread-safe. */
@FunctionalInterface
public interface Pause {

    /**
     * Waits.
     *
     * @param time how long; zero or more
     * @throws InterruptedException when the thread is to stop
     */
    void await(Duration time) throws InterruptedException;
}
