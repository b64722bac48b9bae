package io.tradecache.feed;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Timers whose time stands still until it is moved; work is done by whoever moves it. Not thread-safe. */
final class ManualTimers implements Timers {

    private final Queue<Due> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
    private long now;
    private long given;
    private boolean closed;

    /** Work and when it is to be done; the number keeps the order of what is due at one time. */
    private record Due(long at, long number, Runnable work) {}

    /** Moves the time forward, and does what is due on the way. */
    void advance(Duration time) {
        long until = now + time.toNanos();
        for (Due next = waiting.peek(); next != null && next.at <= until && !closed; next = waiting.peek()) {
            waiting.remove();
            now = next.at;
            next.work.run();
        }
        now = until;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable work) {
        waiting.add(new Due(now + Math.max(0, delay.toNanos()), given++, work));
    }

    @Override
    public void close() {
        closed = true;
    }
}
