package io.tradecache.testkit.simulation;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the core from logging each of a million writes. */
final class QuietLog {

    /** Kept here, since a logger that nobody holds forgets its level. */
    private static final Logger CORE = Logger.getLogger("io.tradecache.core");

    static {
        CORE.setLevel(Level.OFF);
    }

    private QuietLog() {}

    /** Has happened when this returns. */
    static void begin() {}
}
