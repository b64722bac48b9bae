package io.tradecache.core.service;

import io.tradecache.core.model.change.Change;
import io.tradecache.core.port.IdempotencyKeys;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.port.Transactions;
import io.tradecache.core.port.WriteOutcome;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The only write path: the change in one transaction, and after its commit the invalidation that it calls for. A refused
 * or failed change rolls back and invalidates nothing. Thread-safe.
 */
public final class Writes {

    private final Transactions transactions;
    private final IdempotencyKeys keys;
    private final CacheInvalidator invalidator;
    private final Telemetry telemetry;

    /**
     * Wires the write path.
     *
     * @param transactions makes several calls one unit
     * @param keys remembers what was answered to requests that carry a key
     * @param invalidator makes the caches forget
     * @param telemetry what is counted
     */
    public Writes(Transactions transactions, IdempotencyKeys keys, CacheInvalidator invalidator, Telemetry telemetry) {
        this.transactions = transactions;
        this.keys = keys;
        this.invalidator = invalidator;
        this.telemetry = telemetry;
    }

    /**
     * Commits work and lets the caches know.
     *
     * @param work the repository calls; what it throws rolls back; may be run again after a conflict
     * @param change tells from the work's result what changed
     * @param <T> what was written
     * @return what was written, and whether the caches know
     */
    public <T> Acknowledged<T> commit(
            Supplier<WriteOutcome.Written<T>> work, Function<WriteOutcome.Written<T>, Change> change) {
        return commit(null, work, change);
    }

    /** As {@link #commit(Supplier, Function)}, and only once if need be. */
    <T> Acknowledged<T> commit(
            @Nullable Once<T> once,
            Supplier<WriteOutcome.Written<T>> work,
            Function<WriteOutcome.Written<T>, Change> change) {
        WriteOutcome.Written<T> written = transactions.inTransaction(once == null ? work : () -> once.run(keys, work));
        boolean told = invalidator.spoil(change.apply(written));
        return new Acknowledged<>(written.value(), written.rootVersion(), !told);
    }

    /** Turns every outcome but a written one into the refusal that it is. */
    <T> WriteOutcome.Written<T> require(WriteOutcome<T> outcome, String noun, Object id, long expectedVersion) {
        return outcome.match(
                written -> written,
                stale -> {
                    throw conflict(noun, stale.current(), expectedVersion);
                },
                duplicate -> {
                    throw new RefusedException.Duplicate(
                            "There is already " + (noun.equals("item") ? "an item" : "a " + noun) + " of this symbol",
                            duplicate.existing());
                },
                missing -> {
                    throw new RefusedException.NotFound(noun, id);
                });
    }

    /** The refusal of a change that was made from an old version, counted. */
    RefusedException.VersionConflict conflict(String noun, Object current, long expectedVersion) {
        telemetry.versionConflict(noun);
        return new RefusedException.VersionConflict(noun, current, expectedVersion);
    }
}
