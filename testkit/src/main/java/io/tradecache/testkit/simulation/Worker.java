package io.tradecache.testkit.simulation;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that tasks run on, used again and again: starting one for each task would take longer than the task. */
final class Worker extends Thread {

    /** As many as ever ran tasks at the same time. */
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
            if (given == null) {
                LockSupport.park(this);
            } else {
                task = given.run(this);
                if (task == null) {
                    IDLE.addFirst(this);
                }
            }
        }
    }
}
