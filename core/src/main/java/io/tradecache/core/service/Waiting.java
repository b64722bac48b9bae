package io.tradecache.core.service;

import io.tradecache.core.port.Pause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for somebody else's load in pauses that grow from 1 to 16 ms, until patience ends. Not thread-safe. */
final class Waiting {

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final Clock clock;
    private final Pause pause;
    private final Instant deadline;
    private Duration next = Duration.ofMillis(1);

    Waiting(Clock clock, Pause pause, Duration patience) {
        this.clock = clock;
        this.pause = pause;
        this.deadline = clock.instant().plus(patience);
    }

    /** Waits a little; false when there is no more patience, or the thread is to stop. */
    boolean again() {
        if (!clock.instant().isBefore(deadline)) {
            return false;
        }
        try {
            pause.await(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return true;
    }
}
