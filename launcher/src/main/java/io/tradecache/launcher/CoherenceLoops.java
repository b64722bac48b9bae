package io.tradecache.launcher;

import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.PortException;
import io.tradecache.core.service.ChangeLogApplier;
import io.tradecache.core.service.ChangeLogTail;
import io.tradecache.core.service.Coherence;
import io.tradecache.jdbc.ForeignChanges;
import io.tradecache.jdbc.JdbcChangeLog;
import io.tradecache.jdbc.JdbcDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that keep a node in step with the database: one follows the change log for the node's own copies, one tells
 * the shared cache what the log knows whenever this node leads, and takes out of the database what is too old then. Thread-safe.
 */
public final class CoherenceLoops implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CoherenceLoops.class);

    /** How long a change may wait at most to be read; that of another program is notified sooner. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(50);

    private static final Duration BETWEEN_PRUNINGS = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChangeLogTail tail;
    private final ChangeLogApplier applier;
    private final JdbcDatabase database;
    private final JdbcChangeLog log;
    private final ForeignChanges foreign;

    /** Tells the applier that there is something to read. */
    private final Semaphore news = new Semaphore(0);

    private final List<Thread> threads =
            List.of(thread("tradecache-tail", this::follow), thread("tradecache-applier", this::apply));
    private volatile boolean closed;

    /** When the database was pruned last; only the applier's thread looks at it. */
    private long pruned;

    private CoherenceLoops(Coherence coherence, JdbcDatabase database, Leadership leadership) {
        this.database = database;
        this.log = database.changeLog();
        this.tail = coherence.follow(log);
        this.applier = coherence.apply(log, leadership);
        this.foreign = log.listen();
    }

    /**
     * Starts the threads.
     *
     * @param coherence what they keep in step
     * @param database where changes are committed
     * @param leadership which node tells the shared cache
     * @return the running loops; close them before the database
     */
    public static CoherenceLoops start(Coherence coherence, JdbcDatabase database, Leadership leadership) {
        CoherenceLoops loops = new CoherenceLoops(coherence, database, leadership);
        loops.threads.forEach(Thread::start);
        return loops;
    }

    /** Ends the loops, waits for the ends of their threads, and lets another node lead at once. */
    @Override
    public void close() {
        closed = true;
        foreign.close();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            applier.resign();
        } catch (PortException e) {
            LOG.debug("The role could not be handed over, and ends by itself", e);
        }
    }

    private void follow() {
        Trouble trouble = new Trouble("The change log cannot be followed; copies are served while the bus is heard");
        while (!closed) {
            trouble.guard(() -> {
                if (tail.poll() > 0) {
                    news.release();
                }
            });
            foreign.await(BETWEEN_POLLS);
        }
    }

    private void apply() {
        Trouble trouble = new Trouble("The shared cache cannot be told what the change log knows");
        pruned = System.nanoTime();
        while (!closed) {
            trouble.guard(this::tell);
            awaitNews();
        }
    }

    private void tell() {
        if (applier.poll() && System.nanoTime() - pruned > BETWEEN_PRUNINGS.toNanos()) {
            log.prune();
            database.persistence().idempotencyKeys().forget(database.now().minus(IdempotencyKeys.KEPT));
            pruned = System.nanoTime();
        }
    }

    private void awaitNews() {
        try {
            if (news.tryAcquire(BETWEEN_POLLS.toMillis(), TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread thread(String name, Runnable loop) {
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        return thread;
    }
}
