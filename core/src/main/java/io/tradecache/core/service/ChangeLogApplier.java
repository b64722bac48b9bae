package io.tradecache.core.service;

import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.ChangeLog.Batch;
import io.tradecache.core.port.ChangeLog.Told;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Telemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells the shared cache what the change log knows, on one node of all: so a writer that died, a cache that was away, and
 * programs that write straight to the database leave no old value behind. What the cache was told of already does no
 * harm, so for a moment two nodes may do it. A loop calls {@link #poll}. Not thread-safe: one loop.
 */
public final class ChangeLogApplier {

    /** The role that the nodes share out. */
    static final String ROLE = "change-log";

    /** After so many polls in vain another node gets its chance: its way to the cache may be open. */
    private static final int PATIENCE = 20;

    /** How many polls this node stands back then: for longer than a term. */
    private static final int ABSTENTION = 60;

    /** After so many polls without news the place is remembered all the same, so that it never falls out of the log. */
    private static final int IDLE_POLLS = 1_000;

    private static final Logger LOG = System.getLogger(ChangeLogApplier.class.getName());

    private final ChangeLog log;
    private final CacheStore store;
    private final CacheInvalidator invalidator;
    private final Leadership leadership;
    private final Telemetry telemetry;
    private Optional<Told> progress = Optional.empty();
    private int inVain;
    private int standBack;
    private int idlePolls;

    /**
     * Wires the applier.
     *
     * @param log what was committed
     * @param store the cache that all nodes share
     * @param invalidator makes it forget
     * @param leadership which node does this
     * @param telemetry what is counted
     */
    public ChangeLogApplier(
            ChangeLog log, CacheStore store, CacheInvalidator invalidator, Leadership leadership, Telemetry telemetry) {
        this.log = log;
        this.store = store;
        this.invalidator = invalidator;
        this.leadership = leadership;
        this.telemetry = telemetry;
    }

    /**
     * Tells the cache what is new, if this node leads and the cache answers.
     *
     * @return whether this node leads
     * @throws PortException when the log or the leadership cannot be asked; the next poll goes on from the same place
     */
    public boolean poll() {
        if (standBack > 0) {
            standBack--;
            return false;
        }
        if (!leadership.lead(ROLE)) {
            progress = Optional.empty();
            return false;
        }
        Optional<String> run = store.run();
        if (run.isEmpty()) {
            return leadsOn();
        }
        Told told = progress.orElseGet(log::told);
        Batch batch = log.read(from(told, run.get()));
        if (!tell(batch)) {
            telemetry.invalidationsPending(batch.changes().size());
            progress = Optional.of(told);
            return leadsOn();
        }
        inVain = 0;
        telemetry.invalidationsPending(0);
        remember(told, new Told(batch.next(), run.get()), batch.changes().isEmpty());
        return true;
    }

    /**
     * Gives the role to another node at once, for example because this one stops.
     *
     * @throws PortException when the others cannot be told; the term then ends by itself
     */
    public void resign() {
        leadership.resign(ROLE);
        progress = Optional.empty();
    }

    /** Whether to keep the role although the cache does not answer; when nobody's does, the role only goes round. */
    private boolean leadsOn() {
        inVain++;
        if (inVain < PATIENCE) {
            return true;
        }
        inVain = 0;
        standBack = ABSTENTION;
        resign();
        return false;
    }

    /** From where it was told last; but a cache in another run than then may have forgotten what it was told. */
    private LogPosition from(Told told, String run) {
        if (told.cacheRun().equals(run)) {
            return told.position();
        }
        LOG.log(
                told.cacheRun().isEmpty() ? Level.DEBUG : Level.INFO,
                "The shared cache is in another run than before: it is told the changes of {0} again",
                log.retention());
        return log.before(log.retention());
    }

    private boolean tell(Batch batch) {
        List<Change> changes = new ArrayList<>();
        for (var logged : batch.changes()) {
            Optional<Change> change = LoggedChanges.asChange(logged);
            if (change.isEmpty()) {
                return invalidator.spoilEverything();
            }
            changes.add(change.get());
        }
        return changes.isEmpty() || invalidator.spoilLogged(changes);
    }

    /** An idle log need not be written to at each poll: going on from an older place only tells some changes again. */
    private void remember(Told before, Told now, boolean idle) {
        progress = Optional.of(now);
        idlePolls = idle ? idlePolls + 1 : 0;
        if (!idle || idlePolls >= IDLE_POLLS || !before.cacheRun().equals(now.cacheRun())) {
            log.remember(now);
            idlePolls = 0;
        }
    }
}
