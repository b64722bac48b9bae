package io.tradecache.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread that does not hold up the end of the program. Thread-safe. */
final class StreamThread implements Timing {

    private static final Logger LOG = System.getLogger(StreamThread.class.getName());

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, StreamThread::named, new ThreadPoolExecutor.DiscardPolicy());

    StreamThread() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(guarded(task));
    }

    @Override
    public Runnable after(long millis, Runnable task) {
        Future<?> scheduled = executor.schedule(guarded(task), millis, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void stop() {
        executor.shutdown();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a step of a price stream failed", e);
            }
        };
    }

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "tradecache-client");
        thread.setDaemon(true);
        return thread;
    }
}
