package io.tradecache.realtime;

import io.tradecache.core.port.Telemetry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends all clients less often while there is more to do than can be done, so that all are served alike and none waits
 * without end. It looks at a second's turns at a time. Not thread-safe: the thread that turns the wheel tells it.
 */
final class Strain {

    /** How many times longer than asked for intervals may become. */
    static final int MOST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Strain.class);

    /** Late by more than this part of the usual interval is too late. */
    private static final long PART_OF_INTERVAL = 5;

    private static final int TURNS = 100;
    private static final int TOO_MANY_LATE = TURNS / 2;
    /** So many bad seconds in a row are no mere hiccup, as a pause of the collector is. */
    private static final int BAD_SECONDS = 2;

    private static final int CALM_SECONDS = 10;
    private static final int LONGEST_CALM_SECONDS = 160;

    private final Wheel wheel;
    private final Telemetry telemetry;
    private final Duration tooLate;
    private int factor = 1;
    private int turns;
    private int late;
    private int bad;
    private int calm;
    /** How long it must be calm before intervals become shorter; longer when that was too early before. */
    private int wantedCalm = CALM_SECONDS;

    private boolean lowered;

    Strain(Wheel wheel, Duration interval, Telemetry telemetry) {
        this.wheel = wheel;
        this.telemetry = telemetry;
        this.tooLate = interval.dividedBy(PART_OF_INTERVAL);
    }

    /**
     * The wheel was turned.
     *
     * @param lag how late
     */
    void turned(Duration lag) {
        if (lag.compareTo(tooLate) > 0) {
            late++;
        }
        turns++;
        if (turns == TURNS) {
            judge();
            turns = 0;
            late = 0;
        }
    }

    private void judge() {
        calm = late == 0 ? calm + 1 : 0;
        bad = late > TOO_MANY_LATE ? bad + 1 : 0;
        if (bad >= BAD_SECONDS && factor < MOST) {
            bad = 0;
            if (lowered) {
                wantedCalm = Math.min(LONGEST_CALM_SECONDS, 2 * wantedCalm);
                lowered = false;
            }
            change(2 * factor);
        } else if (calm >= wantedCalm && factor > 1) {
            calm = 0;
            change(factor / 2);
            lowered = true;
        } else if (calm >= LONGEST_CALM_SECONDS) {
            wantedCalm = CALM_SECONDS;
            lowered = false;
        }
    }

    private void change(int next) {
        LOG.warn(
                "Clients are sent prices {} often than before: intervals are {} times what was asked for",
                next > factor ? "less" : "more",
                next);
        factor = next;
        wheel.stretch(next);
        telemetry.fanOutStretched(next);
    }
}
