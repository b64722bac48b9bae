package io.tradecache.e2e;

import java.time.Duration;

/**
 * The bounds that are promised on a machine that has nothing else to do. A build shares its machine with whatever else
 * runs there, so they are only asserted as they are with {@code -Dtradecache.soak=true}, and ten times as large otherwise:
 * still far below the minutes after which everything expires by itself.
 */
final class Bounds {

    private static final int LENIENCY = 10;

    private Bounds() {}

    static Duration of(Duration promised) {
        return Boolean.getBoolean("tradecache.soak") ? promised : promised.multipliedBy(LENIENCY);
    }
}
