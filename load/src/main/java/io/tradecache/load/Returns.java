package io.tradecache.load;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one thread that have lost their connection and come again, each to the next server: when it was told to,
 * and otherwise after a time by chance that grows with each attempt, as the shipped clients do. Not thread-safe.
 */
final class Returns {

    private final int targets;
    /** Moments of {@link System#nanoTime} are compared by their distance. */
    private final PriorityQueue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(due -> due.at - begun()));

    private final long begun = System.nanoTime();

    private record Due(long at, Visit visit) {}

    Returns(int targets) {
        this.targets = targets;
    }

    private long begun() {
        return begun;
    }

    /** How many wait for their time. */
    int waiting() {
        return waiting.size();
    }

    /** A client that was served has lost its connection. */
    void lost(Course course, long nanoTime) {
        Visit next = course.next(nanoTime, targets);
        // The server has spread its clients already; if it sends them away again and again, they spread themselves too.
        long jitter = course.isHinted() && next.tries() == 0 ? 0 : next.jitterNanos();
        waiting.add(new Due(course.free(nanoTime) + jitter, next));
    }

    /** An attempt to come again has failed. */
    void failed(Visit visit, long nanoTime) {
        Visit next = visit.afterFailure(targets);
        waiting.add(new Due(nanoTime + next.jitterNanos(), next));
    }

    /** The next one whose time has come, or null. */
    @Nullable
    Visit next(long nanoTime) {
        Due first = waiting.peek();
        if (first == null || first.at - nanoTime > 0) {
            return null;
        }
        waiting.remove();
        return first.visit;
    }
}
