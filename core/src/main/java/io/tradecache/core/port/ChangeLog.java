package io.tradecache.core.port;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import java.time.Duration;
import java.util.List;

/**
 * What was committed in the database, by whatever program, kept for a while. A change is in the log if and only if its
 * transaction committed, and it can be read as soon as it is visible. Every method throws {@link PortException} when the
 * log cannot be read. Thread-safe.
 */
public interface ChangeLog {

    /**
     * Where the log ends now.
     *
     * @return the position before everything that will be committed from now on
     */
    LogPosition end();

    /**
     * Where the log was some time ago, or earlier; never further back than changes are kept.
     *
     * @param age how long ago
     * @return a position from which every change of that time, and since, is given that is still kept
     */
    LogPosition before(Duration age);

    /**
     * Reads on. Each change is given once to whoever reads from position to position, also when transactions end in
     * another order than they began. Several changes of one object may be given as its newest. What is not kept any more,
     * or too much to be listed, is given as a change of everything.
     *
     * @param from the position that the last reading ended with
     * @return what became visible since
     * @throws IllegalArgumentException when that is no position of this log
     */
    Batch read(LogPosition from);

    /**
     * How long changes are kept at least.
     *
     * @return a reader who was away for longer may have to forget everything
     */
    Duration retention();

    /**
     * What one reading gave.
     *
     * @param changes in no particular order
     * @param next where to read on
     * @param lag how long ago the oldest of them was made, by the clock of the log; zero when there is none
     */
    record Batch(List<LoggedChange> changes, LogPosition next, Duration lag) {

        /** Copies the list. */
        public Batch {
            changes = List.copyOf(changes);
        }
    }

    /**
     * How far the shared cache was told.
     *
     * @return what was remembered last; before the first time, a position as long ago as the log goes back
     */
    Told told();

    /**
     * Remembers how far the shared cache was told, for the node that goes on with it.
     *
     * @param told the position, and which run of the cache it holds for
     */
    void remember(Told told);

    /**
     * How far the shared cache was told.
     *
     * @param position every change before it is in the cache
     * @param cacheRun which run of the cache, as {@link CacheStore#run} gave it; empty for none yet
     */
    record Told(LogPosition position, String cacheRun) {}
}
