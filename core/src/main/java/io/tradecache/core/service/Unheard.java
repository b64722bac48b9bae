package io.tradecache.core.service;

import io.tradecache.core.model.change.Invalidation.Target;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * What the change log told lately. While the bus is heard, the shared cache is told soon too, so this is forgotten after
 * a moment. When the bus falls silent, the shared cache is most likely out of reach, and what it holds once it is back
 * may be older than all this until it is told: so it becomes {@link Untold}. Not thread-safe: one loop.
 */
final class Unheard {

    private final Deque<Told> recent = new ArrayDeque<>();

    /** Remembers what the log told at a moment. */
    void add(long moment, Collection<Target> targets) {
        recent.add(new Told(moment, List.copyOf(targets)));
        if (recent.size() > Untold.CAPACITY) {
            recent.remove();
        }
    }

    /** Forgets what was told longer ago than the bus may be silent, or hands everything over when it is. */
    void settle(boolean heard, long now, Untold untold) {
        if (!heard) {
            recent.forEach(told -> untold.add(told.targets));
            recent.clear();
        }
        while (!recent.isEmpty() && now - recent.getFirst().moment > NearTrust.BUS_BOUND.toNanos()) {
            recent.remove();
        }
    }

    private record Told(long moment, List<Target> targets) {}
}
