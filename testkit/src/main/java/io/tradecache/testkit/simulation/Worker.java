package io.tradecache.testkit.simulation;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that tasks run on, used again and again: starting one for each task would take longer than the task. */
final class Worker extends Thread {

    private static final long LONGEST_IDLE_NANOS = 1_000_000_000L;

    /** As many as ran tasks at the same time of late; whoever is idle for long ends. */
    private static final ConcurrentLinkedDeque<Worker> IDLE = new ConcurrentLinkedDeque<>();

    private volatile @Nullable Task task;

    private Worker() {
        super("simulation");
        setDaemon(true);
    }

    /** One that has nothing to do. */
    static Worker take() {
        Worker idle = IDLE.pollFirst();
        if (idle != null) {
            return idle;
        }
        Worker fresh = new Worker();
        fresh.start();
        return fresh;
    }

    @Nullable
    Task task() {
        return task;
    }

    void begin(Task first) {
        task = first;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        while (true) {
            Task given = task;
            if (given != null) {
                task = given.run(this);
                if (task == null) {
                    IDLE.addFirst(this);
                }
                continue;
            }
            LockSupport.parkNanos(this, LONGEST_IDLE_NANOS);
            if (task == null && IDLE.remove(this)) {
                return;
            }
        }
    }
}
