package io.tradecache.http;

import java.time.Duration;
import java.util.Arrays;

/** Up to which durations a histogram of time counts apart. */
final class Bounds {

    private Bounds() {}

    static Duration[] millis(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1_000_000)))
                .toArray(Duration[]::new);
    }
}
