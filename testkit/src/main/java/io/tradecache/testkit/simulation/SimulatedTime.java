package io.tradecache.testkit.simulation;

import io.tradecache.core.port.Pause;
import io.tradecache.testkit.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Time that passes only when it is told to: a clock, and the nanoseconds that elapse with it. Thread-safe. */
public final class SimulatedTime {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private volatile long nanos;

    /** Time at its beginning. */
    public SimulatedTime() {}

    /** What the clock on the wall shows. */
    public Clock clock() {
        return clock;
    }

    /** What has passed since the beginning. */
    public long nanoTime() {
        return nanos;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration duration) {
        clock.advance(duration);
        nanos += duration.toNanos();
    }

    /** Lets time pass until a moment; nothing happens when it is over. */
    public synchronized void advanceTo(long moment) {
        if (moment > nanos) {
            advance(Duration.ofNanos(moment - nanos));
        }
    }

    /**
     * A way to wait that hands the baton on.
     *
     * @param baton who runs meanwhile
     */
    public Pause pause(Baton baton) {
        return new Pause() {
            @Override
            public void await(Duration duration) {
                baton.until("pause", () -> false, nanos + duration.toNanos());
            }

            @Override
            public boolean until(CompletableFuture<?> done, Duration patience) {
                baton.until("join", done::isDone, nanos + patience.toNanos());
                return done.isDone();
            }
        };
    }
}
