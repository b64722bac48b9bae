package io.tradecache.core.port;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

    /**
     * Waits until something is done, well or badly.
     *
     * @param done what is waited for
     * @param patience how long at most
     * @return whether it is done
     * @throws InterruptedException when the thread is to stop
     */
    default boolean until(CompletableFuture<?> done, Duration patience) throws InterruptedException {
        try {
            done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }
}
