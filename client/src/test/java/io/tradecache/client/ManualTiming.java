package io.tradecache.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Time that is moved by hand, and a thread that is the test's. Not thread-safe. */
final class ManualTiming implements Timing {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Later> later = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private long now = 1_000_000;
    private boolean running;
    private boolean stopped;

    private record Later(long at, Runnable task) {}

    @Override
    public long millis() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        Runnable before = meanwhile;
        meanwhile = () -> {};
        before.run();
        if (stopped) {
            return;
        }
        tasks.add(task);
        if (!running) {
            running = true;
            while (!tasks.isEmpty()) {
                tasks.remove().run();
            }
            running = false;
        }
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        Later added = new Later(now + millis, task);
        later.add(added);
        return () -> later.remove(added);
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Something that happens elsewhere just before the next task is given. */
    void meanwhile(Runnable other) {
        meanwhile = other;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Lets time pass, and does what falls due in its order. */
    void pass(long millis) {
        long end = now + millis;
        while (!stopped) {
            Later next = later.stream()
                    .filter(each -> each.at <= end)
                    .min(Comparator.comparingLong(Later::at))
                    .orElse(null);
            if (next == null) {
                break;
            }
            later.remove(next);
            now = Math.max(now, next.at);
            execute(next.task);
        }
        now = end;
    }
}
