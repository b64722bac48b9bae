package io.tradecache.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * How many calls a provider allows. In any stretch of time as long as a limit's there are at most as many calls as the limit
 * says, which a bucket of tokens would not promise. Nobody waits here: who comes too early is told when to come again.
 * Thread-safe.
 */
final class Budget {

    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(15);

    private final Clock clock;
    private final List<Window> windows;
    private Instant usedUpUntil = Instant.MIN;
    private Instant refusedUntil = Instant.MIN;

    /**
     * Begins with nothing spent.
     *
     * @param limits all of which hold at once
     */
    Budget(Clock clock, List<Limit> limits) {
        this.clock = clock;
        this.windows = limits.stream().map(Window::new).toList();
    }

    /**
     * A number of calls within a stretch of time.
     *
     * @param calls 1 or more
     * @param per how long the stretch is
     */
    record Limit(int calls, Duration per) {}

    /**
     * Why no call may be made now.
     *
     * @param again when there will be room
     * @param refused whether the provider would not answer when it was asked last; else its limits leave no room
     */
    record Wait(Instant again, boolean refused) {}

    /**
     * Spends some calls, or none of them.
     *
     * @param calls no more than the smallest limit
     * @return empty when they may be made
     */
    synchronized Optional<Wait> spend(int calls) {
        Instant now = clock.instant();
        Instant again = later(usedUpUntil, refusedUntil);
        for (Window window : windows) {
            again = later(again, window.roomFor(calls, now));
        }
        if (again.isAfter(now)) {
            return Optional.of(new Wait(again, refusedUntil.isAfter(now)));
        }
        windows.forEach(window -> window.spend(calls, now));
        return Optional.empty();
    }

    /** Allows no call for a while, because the provider said that this was the last one; for a quarter of an hour at most. */
    synchronized void usedUpUntil(Instant moment) {
        usedUpUntil = later(usedUpUntil, bounded(moment));
    }

    /** Allows no call for a while, because the provider refused; for a quarter of an hour at most. */
    synchronized void refusedUntil(Instant moment) {
        refusedUntil = later(refusedUntil, bounded(moment));
    }

    private Instant bounded(Instant moment) {
        Instant latest = clock.instant().plus(LONGEST_CLOSURE);
        return moment.isAfter(latest) ? latest : moment;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The calls that still count against one limit. */
    private static final class Window {
        private final Limit limit;
        private final Deque<Instant> spent = new ArrayDeque<>();

        Window(Limit limit) {
            this.limit = limit;
        }

        /** When so many calls fit; a moment that is past when they do now. */
        Instant roomFor(int calls, Instant now) {
            while (!spent.isEmpty() && !spent.peekFirst().plus(limit.per).isAfter(now)) {
                spent.removeFirst();
            }
            int tooMany = spent.size() + calls - limit.calls;
            if (tooMany <= 0) {
                return Instant.MIN;
            }
            Iterator<Instant> oldest = spent.iterator();
            Instant last = now;
            for (int i = 0; i < tooMany && oldest.hasNext(); i++) {
                last = oldest.next();
            }
            return last.plus(limit.per);
        }

        void spend(int calls, Instant now) {
            for (int i = 0; i < calls; i++) {
                spent.addLast(now);
            }
        }
    }
}
