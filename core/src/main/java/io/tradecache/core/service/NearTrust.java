package io.tradecache.core.service;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether copies inside this node may be served: only while it is known that no invalidation older than a bound can have
 * escaped this node. Two things can show that, the bus and the change log.
 *
 * <p>The two are not alike. What the shared cache holds may be older than what the log has told already, until the cache
 * is told too, and that is heard by the bus alone. So when the bus falls silent, the copies are dropped, and until it is
 * heard again only what was loaded from the source may be kept. Thread-safe.
 */
public final class NearTrust {

    /** How long ago the bus may last have shown that it lost nothing. */
    public static final Duration BUS_BOUND = Duration.ofMillis(600);

    /** How long ago the change log may last have been read to its end. */
    public static final Duration LOG_BOUND = Duration.ofMillis(300);

    private final LongSupplier nanoTime;
    private final long busBound;
    private final long logBound;
    private volatile long busProof;
    private volatile long logProof;

    /** Whether the copies of the time before the bus fell silent are gone. */
    private volatile boolean emptied;

    /**
     * Trusts nothing until there is a proof.
     *
     * @param nanoTime the source of time; {@link System#nanoTime} but for tests
     * @param busBound how long a proof of the bus counts
     * @param logBound how long a proof of the change log counts
     */
    public NearTrust(LongSupplier nanoTime, Duration busBound, Duration logBound) {
        this.nanoTime = nanoTime;
        this.busBound = busBound.toNanos();
        this.logBound = logBound.toNanos();
        long now = nanoTime.getAsLong();
        this.busProof = now - this.busBound - 1;
        this.logProof = now - this.logBound - 1;
        this.emptied = true;
    }

    /**
     * Whether a copy may be served now.
     *
     * @return false when changes may have escaped this node for longer than the bounds
     */
    public boolean holds() {
        long now = nanoTime.getAsLong();
        return now - busProof <= busBound || (emptied && now - logProof <= logBound);
    }

    /**
     * Whether the bus would have told of every change: what nothing else tells of may be kept and served now, such as what
     * the shared cache holds.
     */
    boolean holdsByBus() {
        return nanoTime.getAsLong() - busProof <= busBound;
    }

    /** The present, as the proofs count it. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** All that was published before a moment has been heard. */
    void busHeardUntil(long moment) {
        if (moment - busProof > 0) {
            // First, since the proof lets shared values in, and those the log alone cannot vouch for.
            emptied = false;
            busProof = moment;
        }
    }

    /** Nothing proves any more that the bus lost nothing; the copies are dropped meanwhile. */
    void busLost(Runnable dropAll) {
        emptied = false;
        busProof = nanoTime.getAsLong() - busBound - 1;
        dropAll.run();
        emptied = true;
    }

    /** All that was committed before a moment has been read. */
    void logReadUntil(long moment) {
        if (moment - logProof > 0) {
            logProof = moment;
        }
    }
}
