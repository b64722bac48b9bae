package io.tradecache.testkit.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tasks on real threads of which exactly one runs at a time: the one that holds the baton. It hands the baton on at every
 * {@link #gate}, to the task that the {@link Order} names, so that one order always gives one run. A task must not wait
 * for another in any other way than {@link #until}.
 *
 * <p>A thread that is no task of this baton passes every gate at once. Not thread-safe: made, filled and run by one
 * thread.
 */
public final class Baton {

    /** Says whose turn it is. */
    @FunctionalInterface
    public interface Order {

        /**
         * Chooses among those who can go on. May first change the world that they live in.
         *
         * @param ready at least one task, in the order in which they were added
         * @return one of them
         */
        Task next(List<Task> ready);
    }

    private final Order order;
    private final SimulatedTime time;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Task> ready = new ArrayList<>();
    private final @Nullable List<String> trace;
    private @Nullable Throwable failure;
    private boolean stopping;
    private long steps;

    /** Set by the last task when it is done. */
    private volatile boolean over;

    private @Nullable Thread starter;

    /**
     * A baton that nobody holds yet.
     *
     * @param order whose turn it is
     * @param time moved on when all tasks wait for it
     * @param traced whether {@link #trace} is wanted
     */
    public Baton(Order order, SimulatedTime time, boolean traced) {
        this.order = order;
        this.time = time;
        this.trace = traced ? new ArrayList<>() : null;
    }

    /**
     * Adds a task, before {@link #run}.
     *
     * @param name what it is called in orders and traces
     * @param dead whether whoever does this has died: the task then ends at its gate
     * @param body what it does
     */
    public void add(String name, BooleanSupplier dead, Runnable body) {
        tasks.add(new Task(this, name, dead, body));
    }

    /** Runs all tasks to their ends. What one of them throws ends all others at their gates, and is thrown here. */
    public void run() {
        if (tasks.isEmpty()) {
            return;
        }
        starter = Thread.currentThread();
        choose().resume();
        while (!over) {
            LockSupport.park(this);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /**
     * A place at which another task may take over.
     *
     * @param place its name in orders and traces
     */
    public void gate(String place) {
        Task me = Task.current(this);
        if (me != null) {
            me.waitNowhere(place);
            handOn(me);
        }
    }

    /**
     * Waits until something is so, or the time is up.
     *
     * @param place its name in orders and traces
     * @param so what is waited for; asked whenever the baton is handed on
     * @param nanoTime when to give up, by the time of this baton; {@link Long#MAX_VALUE} for never
     */
    public void until(String place, BooleanSupplier so, long nanoTime) {
        Task me = Task.current(this);
        if (me != null) {
            me.waitFor(place, so, nanoTime);
            handOn(me);
        }
    }

    /**
     * Does something during which the running task keeps the baton, whatever gates there are: for what holds a lock, and
     * in the world outside would run on a thread that is no task.
     *
     * @param work what is done
     */
    public void keep(Runnable work) {
        Task me = Task.current(this);
        if (me == null) {
            work.run();
        } else {
            me.keeping(work);
        }
    }

    /** Who went on where, in order; empty when no trace was wanted. */
    public List<String> trace() {
        return trace == null ? List.of() : List.copyOf(trace);
    }

    /** How often the baton was handed on. */
    public long steps() {
        return steps;
    }

    /** Notes something in the trace that is no step of a task. */
    public void note(String what) {
        if (trace != null) {
            trace.add(what);
        }
    }

    private void handOn(Task me) {
        Task next = choose();
        if (next != me) {
            next.resume();
            me.awaitTurn();
        }
        if (stopping) {
            throw new Stopped();
        }
        if (me.isDead()) {
            throw new Died();
        }
    }

    /** Called by a task that has ended; gives the next one if it should run on the same thread. */
    @Nullable
    Task ended(Task task, @Nullable Throwable thrown) {
        if (thrown != null && !(thrown instanceof Stopped) && !(thrown instanceof Died) && failure == null) {
            failure = thrown;
            stopping = true;
        }
        tasks.remove(task);
        if (tasks.isEmpty()) {
            over = true;
            LockSupport.unpark(starter);
            return null;
        }
        Task next = choose();
        if (next.isFresh()) {
            return next;
        }
        next.resume();
        return null;
    }

    private Task choose() {
        collectReady();
        while (ready.isEmpty()) {
            long wake = tasks.stream().mapToLong(Task::wakeTime).min().orElse(Long.MAX_VALUE);
            if (wake == Long.MAX_VALUE) {
                failure = new IllegalStateException("all wait for each other: " + tasks);
                stopping = true;
            } else {
                time.advanceTo(wake);
            }
            collectReady();
        }
        steps++;
        Task next = stopping ? ready.get(0) : order.next(ready);
        if (trace != null) {
            trace.add(next.toString());
        }
        return next;
    }

    private void collectReady() {
        ready.clear();
        long now = time.nanoTime();
        for (Task task : tasks) {
            if (stopping || task.isReady(now)) {
                ready.add(task);
            }
        }
    }

    /** Ends a task because another one failed. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("another task failed", null, false, false);
        }
    }

    /** Ends a task whose process has died. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;

        Died() {
            super("died", null, false, false);
        }
    }
}
