package io.tradecache.core.service;

import io.tradecache.core.port.PortException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How many loads run at once on this node, so that a cache which is away does not turn every reader loose on the
 * database. A load within a load counts once. Thread-safe.
 */
public final class LoadBound {

    /** How many loads run at once unless another number is given. */
    public static final int DEFAULT_LOADS = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore permits;
    private final ThreadLocal<Boolean> within = ThreadLocal.withInitial(() -> false);

    /**
     * Sets the bound.
     *
     * @param loads how many loads run at once; above zero
     */
    public LoadBound(int loads) {
        if (loads < 1) {
            throw new IllegalArgumentException("at least one load must be allowed, not " + loads);
        }
        this.permits = new Semaphore(loads);
    }

    /** Loads as soon as that is allowed. */
    <R> R run(Object what, Supplier<R> load) {
        if (within.get()) {
            return load.get();
        }
        acquire(what);
        within.set(true);
        try {
            return load.get();
        } finally {
            within.remove();
            permits.release();
        }
    }

    private void acquire(Object what) {
        try {
            if (!permits.tryAcquire(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PortException.Unavailable(
                        "database", what.toString(), new TimeoutException("too many loads wait before this one"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PortException.Unavailable("database", what.toString(), e);
        }
    }
}
