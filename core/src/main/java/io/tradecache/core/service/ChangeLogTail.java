package io.tradecache.core.service;

import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.ChangeLog.Batch;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Telemetry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows the change log for the copies of one node: what the bus did not tell, because its writer died or a message was
 * lost, is forgotten here. A loop calls {@link #poll} every few tens of milliseconds. Not thread-safe: one loop.
 */
public final class ChangeLogTail {

    private final ChangeLog log;
    private final NearCopies near;
    private final NearTrust trust;
    private final Telemetry telemetry;
    private @Nullable LogPosition position;
    private long lastRead;

    /**
     * Begins where the log ends at the first poll.
     *
     * @param log what was committed
     * @param near the copies of this node
     * @param trust is shown that the log was read
     * @param telemetry what is counted
     */
    public ChangeLogTail(ChangeLog log, NearCopies near, NearTrust trust, Telemetry telemetry) {
        this.log = log;
        this.near = near;
        this.trust = trust;
        this.telemetry = telemetry;
    }

    /**
     * Reads on and forgets.
     *
     * @return how many changes there were
     * @throws PortException when the log cannot be read; the next poll reads on from the same place
     */
    public int poll() {
        long begun = trust.now();
        LogPosition from = position;
        if (from == null || begun - lastRead > log.retention().toNanos()) {
            position = log.end();
            near.forgetAll();
            read(begun);
            return 0;
        }
        Batch batch = log.read(from);
        batch.changes().forEach(logged -> {
            Optional<Change> change = LoggedChanges.asChange(logged);
            change.ifPresentOrElse(near::forgetChange, near::forgetAll);
        });
        position = batch.next();
        telemetry.changeLogLag(batch.lag());
        read(begun);
        return batch.changes().size();
    }

    private void read(long begun) {
        lastRead = begun;
        near.logReadUntil(begun);
    }
}
