package io.tradecache.core.service;

import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.EventBus;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.Telemetry;
import java.util.function.Consumer;

/**
 * What keeps a node's copies, and the shared cache, in step with the database: the bus that it listens to, the log that
 * it follows, and, on one node, the log that it tells the cache. It starts no thread; whoever embeds the core runs the
 * loops. Immutable and thread-safe.
 */
public final class Coherence {

    private final NearCopies near;
    private final NearTrust trust;
    private final CacheStore store;
    private final CacheInvalidator invalidator;
    private final Telemetry telemetry;

    /**
     * Wires the parts.
     *
     * @param near the copies of this node
     * @param trust whether they may be served
     * @param store the cache that all nodes share
     * @param invalidator makes the caches forget
     * @param telemetry what is counted
     */
    public Coherence(
            NearCopies near, NearTrust trust, CacheStore store, CacheInvalidator invalidator, Telemetry telemetry) {
        this.near = near;
        this.trust = trust;
        this.store = store;
        this.invalidator = invalidator;
        this.telemetry = telemetry;
    }

    /**
     * Lets the copies hear of changes.
     *
     * @param bus what the shared cache publishes on
     * @return ends the hearing when closed; copies are then served only while the log is followed
     */
    public EventBus.Subscription listenTo(EventBus bus) {
        return bus.onChange(near);
    }

    /**
     * Lets the copies follow the change log.
     *
     * @param log what was committed
     * @return to be polled every few tens of milliseconds, by one loop
     */
    public ChangeLogTail follow(ChangeLog log) {
        return new ChangeLogTail(log, near, trust, telemetry);
    }

    /**
     * Lets this node tell the shared cache what the log knows, whenever it leads.
     *
     * @param log what was committed
     * @param leadership which node does this
     * @return to be polled every few tens of milliseconds, by one loop
     */
    public ChangeLogApplier apply(ChangeLog log, Leadership leadership) {
        return new ChangeLogApplier(log, store, invalidator, leadership, telemetry);
    }

    /**
     * Tells of changes made anywhere, whether the bus or the log knew of them first: whoever reads an object again when it
     * is told is not served this node's old copy. One change may be told of more than once.
     *
     * @param follower called on the thread that brought the news, which it must not hold up; what it throws is logged
     * @return ends the telling when closed
     */
    public EventBus.Subscription onChange(Consumer<Outdated> follower) {
        return near.follow(follower);
    }

    /**
     * Whether copies of this node are served at this moment.
     *
     * @return false when changes may have escaped the node for longer than the stated bounds
     */
    public boolean servesCopies() {
        return trust.holds();
    }
}
