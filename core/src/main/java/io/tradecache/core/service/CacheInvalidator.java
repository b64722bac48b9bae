package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.Telemetry;
import io.tradecache.core.rules.InvalidationMatrix;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the caches forget what a committed change spoiled. Applications that cache entities of their own call it after
 * their own commits, with a {@link Change.Declared}. Thread-safe.
 */
public final class CacheInvalidator {

    private static final Logger LOG = System.getLogger(CacheInvalidator.class.getName());

    private final CacheStore store;
    private final Clock clock;
    private final Ids ids;
    private final String origin;
    private final Telemetry telemetry;

    /**
     * Wires the invalidator.
     *
     * @param store the cache
     * @param clock the present
     * @param ids gives events their ids
     * @param origin the name of this node in events
     * @param telemetry what is counted
     */
    public CacheInvalidator(CacheStore store, Clock clock, Ids ids, String origin, Telemetry telemetry) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.origin = origin;
        this.telemetry = telemetry;
    }

    /**
     * Forgets every key that a change spoiled, and tells the other nodes. Never throws because of the cache.
     *
     * @param change a change that is committed already
     * @return whether the cache could be told
     */
    public boolean spoil(Change change) {
        List<Target> targets = InvalidationMatrix.spoiledBy(change);
        List<String> keys =
                targets.stream().map(Target::key).map(CacheKey::text).toList();
        boolean told = store.invalidate(new Invalidation(targets, event(change, keys)));
        telemetry.invalidated(change.label(), told);
        LOG.log(
                Level.INFO,
                "cache_invalidated operation={0} user_id={1} keys={2} told={3}",
                change.label(),
                change.userId(),
                keys,
                told);
        return told;
    }

    private ChangeEvent event(Change change, List<String> keys) {
        return change.match(
                of -> event(
                        change,
                        keys,
                        of.operation().eventType(),
                        of.operation().entityType(),
                        of.portfolioId().value(),
                        null),
                of -> event(
                        change,
                        keys,
                        of.operation().eventType(),
                        of.operation().entityType(),
                        null,
                        of.watchlistId().value()),
                move -> event(
                        change,
                        keys,
                        "watchlist_update",
                        "item",
                        move.portfolioId().value(),
                        move.watchlistId().value()),
                declared -> event(
                        change,
                        keys,
                        declared.family().singular() + "_update",
                        declared.family().singular(),
                        null,
                        null));
    }

    private ChangeEvent event(
            Change change,
            List<String> keys,
            String type,
            String entityType,
            @Nullable String portfolioId,
            @Nullable String watchlistId) {
        Instant now = clock.instant();
        return new ChangeEvent(
                ChangeEvent.FORMAT,
                ids.next(),
                type,
                entityType,
                change.userId().value(),
                change.entityId(),
                portfolioId,
                watchlistId,
                keys,
                origin,
                now.getEpochSecond(),
                now);
    }
}
