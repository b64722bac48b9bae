package io.tradecache.core.service;

import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.port.PortException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * How a provider does, and a guard that keeps a failing one from being asked again and again: after each failure in a row
 * the longest wait doubles, and how much of it is waited is left to chance, so that many clients do not come back at once.
 * Thread-safe.
 */
final class FeedHealth {

    /** After so many failures in a row prices are not expected to be fresh any more. */
    static final int DEGRADED = 3;

    private static final Logger LOG = System.getLogger(FeedHealth.class.getName());
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;
    private String reason = "";
    private String trouble = "";
    private Instant until = Instant.MIN;

    FeedHealth(RandomGenerator random) {
        this.random = random;
    }

    /** Whether the provider may be asked now. */
    synchronized boolean allows(Instant now) {
        return !now.isBefore(until);
    }

    synchronized void failed(Instant now, RuntimeException failure) {
        failures++;
        reason = String.valueOf(failure.getMessage());
        long longest = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(failures - 1, 5));
        until = now.plusMillis(random.nextLong(longest / 2, longest + 1));
        Level level = failures == 1 || failures == DEGRADED ? Level.WARNING : Level.DEBUG;
        LOG.log(level, "the price feed failed {0} times in a row, asked again at {1}: {2}", failures, until, reason);
    }

    /**
     * Nothing was asked: that is no failure of the provider, which is left alone until it allows more. One that was failing
     * has not answered meanwhile, and fails on: else the tries that used up its calls would make it look well.
     */
    synchronized void usedUp(PortException.UsedUp refusal) {
        until = refusal.again();
        failures += failures > 0 ? 1 : 0;
        LOG.log(Level.DEBUG, "the price feed is asked again at {0}: {1}", until, refusal.getMessage());
    }

    synchronized void succeeded() {
        if (failures >= DEGRADED) {
            LOG.log(Level.INFO, "the price feed answers again");
        }
        failures = 0;
        reason = "";
    }

    /** This node asks no more. That the provider is to be left alone for a while, if so, still holds. */
    synchronized void forget() {
        failures = 0;
        reason = "";
        trouble = "";
    }

    /** What the provider's stream says of itself; empty when it is well. */
    synchronized void stream(String saidOfItself) {
        trouble = saidOfItself;
    }

    synchronized FeedStatus status(String feed) {
        boolean healthy = failures < DEGRADED && trouble.isEmpty();
        return new FeedStatus(feed, healthy, failures, reason.isEmpty() ? trouble : reason);
    }
}
