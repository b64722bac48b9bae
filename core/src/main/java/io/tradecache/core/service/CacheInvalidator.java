package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.InvalidationMatrix;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the caches forget what a committed change spoiled. Applications that cache entities of their own call it after
 * their own commits, with a {@link Change.Declared}. Thread-safe.
 */
public final class CacheInvalidator {

    private static final Logger LOG = System.getLogger(CacheInvalidator.class.getName());

    private final CacheStore store;
    private final NearCopies near;
    private final Clock clock;
    private final Ids ids;
    private final String origin;
    private final Telemetry telemetry;

    /**
     * Wires the invalidator.
     *
     * @param store the cache that all nodes share
     * @param near the copies of this node
     * @param clock the present
     * @param ids gives events their ids
     * @param origin the name of this node in events
     * @param telemetry what is counted
     */
    public CacheInvalidator(
            CacheStore store, NearCopies near, Clock clock, Ids ids, String origin, Telemetry telemetry) {
        this.store = store;
        this.near = near;
        this.clock = clock;
        this.ids = ids;
        this.origin = origin;
        this.telemetry = telemetry;
    }

    /**
     * Forgets every key that a change spoiled, in the shared cache first and then on this node, and tells the other nodes.
     * The other order would let a reader copy the old shared value again. Never throws because of the cache.
     *
     * @param change a change that is committed already
     * @return whether the cache could be told
     */
    public boolean spoil(Change change) {
        List<Target> targets = InvalidationMatrix.spoiledBy(change);
        List<String> keys =
                targets.stream().map(Target::key).map(CacheKey::text).toList();
        boolean told = tell(targets, event(change, keys), change.label());
        LOG.log(
                Level.INFO,
                "cache_invalidated operation={0} user_id={1} keys={2} told={3}",
                change.label(),
                change.userId(),
                keys,
                told);
        return told;
    }

    /**
     * Forgets what changes spoiled that the database's log tells of, and tells the other nodes. What the cache was told of
     * before does no harm. Never throws because of the cache.
     *
     * @param changes committed changes
     * @return whether the cache could be told of all
     */
    boolean spoilLogged(Collection<Change> changes) {
        List<Invalidation> invalidations = new ArrayList<>();
        for (Change change : changes) {
            List<Target> targets = InvalidationMatrix.spoiledBy(change);
            invalidations.add(new Invalidation(
                    targets,
                    event(
                            change,
                            targets.stream()
                                    .map(Target::key)
                                    .map(CacheKey::text)
                                    .toList())));
        }
        boolean told = store.invalidateAll(invalidations);
        invalidations.forEach(invalidation -> {
            near.forget(invalidation.targets());
            sent(invalidation.event(), told);
        });
        return told;
    }

    /**
     * Forgets one key on all nodes, whatever it holds, and voids the lease of whoever loads it now.
     *
     * @param key the key
     * @return whether the cache could be told
     */
    boolean forget(CacheKey<?> key) {
        List<Target> targets = List.of(new Target(key, 0));
        ChangeEvent event = event("cache_entry_update", "cache_entry", "", key.text(), null, null, List.of(key.text()));
        boolean told = tell(targets, event, "forget_entry");
        LOG.log(Level.INFO, "cache_entry_forgotten key={0} told={1}", key, told);
        return told;
    }

    private boolean tell(List<Target> targets, ChangeEvent event, String operation) {
        boolean told = store.invalidate(new Invalidation(targets, event));
        if (!told) {
            near.untold().add(targets);
        }
        near.forget(targets);
        telemetry.invalidated(operation, told);
        sent(event, told);
        return told;
    }

    private void sent(ChangeEvent event, boolean told) {
        if (told) {
            telemetry.invalidationEvent("sent", event.type());
        }
    }

    /**
     * Forgets everything that any change could have spoiled.
     *
     * @return whether the cache could be told
     */
    boolean spoilEverything() {
        ChangeEvent event =
                event("everything_update", "everything", "", "", null, null, List.of(ChangeEvent.EVERY_KEY));
        boolean told = store.forgetAll(CacheKeys.SPOILABLE, event);
        near.forgetAll();
        sent(event, told);
        return told;
    }

    private ChangeEvent event(Change change, List<String> keys) {
        String user = change.userId().value();
        String id = change.entityId();
        return change.match(
                of -> event(
                        of.operation().eventType(),
                        of.operation().entityType(),
                        user,
                        id,
                        of.portfolioId().value(),
                        null,
                        keys),
                of -> event(
                        of.operation().eventType(),
                        of.operation().entityType(),
                        user,
                        id,
                        null,
                        of.watchlistId().value(),
                        keys),
                move -> event(
                        "watchlist_update",
                        "item",
                        user,
                        id,
                        move.portfolioId().value(),
                        move.watchlistId().value(),
                        keys),
                declared -> event(
                        declared.family().singular() + "_update",
                        declared.family().singular(),
                        user,
                        id,
                        null,
                        null,
                        keys));
    }

    private ChangeEvent event(
            String type,
            String entityType,
            String userId,
            String entityId,
            @Nullable String portfolioId,
            @Nullable String watchlistId,
            List<String> keys) {
        Instant now = clock.instant();
        return new ChangeEvent(
                ChangeEvent.FORMAT,
                ids.next(),
                type,
                entityType,
                userId,
                entityId,
                portfolioId,
                watchlistId,
                keys,
                origin,
                now.getEpochSecond(),
                now);
    }
}
