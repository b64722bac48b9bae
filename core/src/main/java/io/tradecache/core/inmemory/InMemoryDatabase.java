package io.tradecache.core.inmemory;

import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.Transactions;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database inside one process, for demos and unit tests. One transaction runs at a time, on a copy that takes the place
 * of the whole when it commits; readers outside it see only what is committed. Nothing outlives the process. Thread-safe.
 */
public final class InMemoryDatabase {

    private final ReentrantLock writing = new ReentrantLock();
    private final InMemoryChangeLog log = new InMemoryChangeLog();
    private volatile Tables committed = new Tables();

    /** The running transaction's copy; guarded by {@link #writing}. */
    private @Nullable Tables working;

    /** What a part of the running transaction threw; guarded by {@link #writing}. */
    private @Nullable Throwable failure;

    private final Persistence persistence = new Persistence(
            new Transactions() {
                @Override
                public <R> R inTransaction(Supplier<R> work) {
                    return write(tables -> work.get());
                }
            },
            new InMemoryPortfolios(this),
            new InMemoryHoldings(this),
            new InMemoryWatchlists(this),
            new InMemoryItems(this),
            new InMemoryPriceHistory(this),
            new InMemoryIdempotencyKeys(this));

    /** An empty database. */
    public InMemoryDatabase() {}

    /**
     * The database's repositories and its transactions.
     *
     * @return the same at every call
     */
    public Persistence persistence() {
        return persistence;
    }

    /**
     * What was committed.
     *
     * @return the same at every call
     */
    public InMemoryChangeLog changeLog() {
        return log;
    }

    <R> R read(Function<Tables, R> query) {
        Tables own = writing.isHeldByCurrentThread() ? working : null;
        return query.apply(own == null ? committed : own);
    }

    <R> R write(Function<Tables, R> change) {
        writing.lock();
        try {
            return working == null ? begin(change) : join(working, change);
        } finally {
            writing.unlock();
        }
    }

    private <R> R join(Tables running, Function<Tables, R> change) {
        try {
            return change.apply(running);
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }

    private <R> R begin(Function<Tables, R> change) {
        Tables copy = committed.copy();
        working = copy;
        try {
            R result = change.apply(copy);
            requireSound();
            log.append(committed, copy);
            committed = copy;
            return result;
        } finally {
            working = null;
            failure = null;
        }
    }

    private void requireSound() {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
