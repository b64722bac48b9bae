package io.tradecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does in its own time. */
final class Eventually {

    private Eventually() {}

    static void holds(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean met = condition.getAsBoolean();
        while (!met && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            met = condition.getAsBoolean();
        }
        assertThat(met).as("met within %s", limit).isTrue();
    }
}
