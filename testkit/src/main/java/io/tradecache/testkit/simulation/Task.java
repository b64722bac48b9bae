package io.tradecache.testkit.simulation;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that is done in steps, one whenever the {@link Baton} is handed to it. Not thread-safe. */
public final class Task {

    private final Baton baton;
    private final String name;
    private final BooleanSupplier dead;
    private final Runnable body;
    private String place = "begin";
    private BooleanSupplier so = Task::always;
    private long wakeTime = Long.MAX_VALUE;
    private @Nullable Worker worker;
    private boolean keeps;

    /** Set by whoever hands the baton over, and cleared by the task that takes it. */
    private volatile boolean mine;

    Task(Baton baton, String name, BooleanSupplier dead, Runnable body) {
        this.baton = baton;
        this.name = name;
        this.dead = dead;
        this.body = body;
    }

    /** The task that runs on this thread, if it is one of a baton and may hand it on. */
    static @Nullable Task current(Baton baton) {
        Task task = Thread.currentThread() instanceof Worker worker ? worker.task() : null;
        return task != null && task.baton == baton && !task.keeps ? task : null;
    }

    /**
     * What it is called.
     *
     * @return as it was added
     */
    public String name() {
        return name;
    }

    /**
     * The gate at which it stands.
     *
     * @return {@code begin} before its first step
     */
    public String place() {
        return place;
    }

    @Override
    public String toString() {
        return name + " " + place;
    }

    boolean isFresh() {
        return worker == null;
    }

    boolean isDead() {
        return dead.getAsBoolean();
    }

    boolean isReady(long now) {
        return now >= wakeTime || so.getAsBoolean() || isDead();
    }

    long wakeTime() {
        return wakeTime;
    }

    void waitNowhere(String where) {
        waitFor(where, Task::always, Long.MAX_VALUE);
    }

    void waitFor(String where, BooleanSupplier what, long until) {
        place = where;
        so = what;
        wakeTime = until;
    }

    void keeping(Runnable work) {
        keeps = true;
        try {
            work.run();
        } finally {
            keeps = false;
        }
    }

    void resume() {
        if (worker == null) {
            Worker.take().begin(this);
        } else {
            mine = true;
            LockSupport.unpark(worker);
        }
    }

    void awaitTurn() {
        while (!mine) {
            LockSupport.park(this);
        }
        mine = false;
    }

    /** Runs to its end on a thread, and gives the task that should run there next. */
    @Nullable
    Task run(Worker thread) {
        worker = thread;
        Throwable thrown = null;
        try {
            body.run();
        } catch (RuntimeException | Error e) {
            thrown = e;
        }
        return baton.ended(this, thrown);
    }

    private static boolean always() {
        return true;
    }
}
