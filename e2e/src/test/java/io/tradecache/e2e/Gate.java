package io.tradecache.e2e;

import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.Transactions;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** The places of a write at which a test lets its process die. */
enum Gate {
    BEFORE_THE_TRANSACTION(false),
    BEFORE_THE_UPDATE(false),
    BEFORE_THE_COMMIT(false),
    AFTER_THE_COMMIT(true),
    AFTER_REDIS_WAS_TOLD(true),
    AFTER_THE_ANSWER(true);

    private final boolean committed;

    Gate(boolean committed) {
        this.committed = committed;
    }

    /** Whether the write is in the database when a process stops here. */
    boolean committed() {
        return committed;
    }

    /** A database that calls back at this gate. */
    Persistence around(Persistence persistence, Runnable stop) {
        Transactions gated = new Transactions() {
            @Override
            public <R> R inTransaction(Supplier<R> work) {
                at(BEFORE_THE_TRANSACTION, stop);
                R result = persistence.transactions().inTransaction(() -> {
                    at(BEFORE_THE_UPDATE, stop);
                    R done = work.get();
                    at(BEFORE_THE_COMMIT, stop);
                    return done;
                });
                at(AFTER_THE_COMMIT, stop);
                return result;
            }
        };
        return new Persistence(
                gated,
                persistence.portfolios(),
                persistence.holdings(),
                persistence.watchlists(),
                persistence.items(),
                persistence.history(),
                persistence.idempotencyKeys());
    }

    /** A cache that calls back at this gate. */
    CacheStore around(CacheStore store, Runnable stop) {
        return (CacheStore) Proxy.newProxyInstance(
                Gate.class.getClassLoader(), new Class<?>[] {CacheStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals("invalidate")) {
                        at(AFTER_REDIS_WAS_TOLD, stop);
                    }
                    return answer;
                });
    }

    /** Calls back if this is that gate. */
    void at(Gate gate, Runnable stop) {
        if (this == gate) {
            stop.run();
        }
    }
}
