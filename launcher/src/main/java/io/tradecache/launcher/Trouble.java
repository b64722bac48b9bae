package io.tradecache.launcher;

import io.tradecache.core.port.PortException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says now and then that a loop cannot do its work, and once that it can again. Not thread-safe: one loop. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(10);

    private final String what;
    private boolean lasts;
    private long told;

    /**
     * Nothing is wrong yet.
     *
     * @param what to say while something is
     */
    Trouble(String what) {
        this.what = what;
    }

    /** Takes a step. Whatever goes wrong, the loop goes on: one that ended would be missed by nobody. */
    void guard(Runnable step) {
        try {
            step.run();
            over();
        } catch (RuntimeException e) {
            tell(e);
        }
    }

    private void tell(RuntimeException e) {
        if (!lasts || System.nanoTime() - told > BETWEEN_WARNINGS.toNanos()) {
            LOG.warn("{}: {}", what, e instanceof PortException ? e.getMessage() : e.toString());
            told = System.nanoTime();
        }
        lasts = true;
    }

    private void over() {
        if (lasts) {
            LOG.info("No more: {}", what);
            lasts = false;
        }
    }
}
