package io.tradecache.load;

import java.time.Duration;

/**
 * How far a run is. Immutable.
 *
 * @param phase what it is doing
 * @param open how many clients are connected now
 * @param failed how many could not connect
 * @param away how many have lost their connection and have not come again yet
 * @param wanted how many there are to be
 * @param frames how many frames with prices came so far
 * @param elapsed how long the phase has taken
 * @param length how long the phase takes, or zero where that is not known
 */
public record LoadProgress(
        Phase phase, int open, int failed, int away, int wanted, long frames, Duration elapsed, Duration length) {

    /** What a run does, one after another. */
    public enum Phase {
        /** The clients come. */
        CONNECTING,
        /** They are served, and it does not count yet. */
        WARM_UP,
        /** They are served, and it counts. */
        MEASURING,
        /** They say goodbye. */
        CLOSING,
        /** It is over. */
        DONE
    }
}
