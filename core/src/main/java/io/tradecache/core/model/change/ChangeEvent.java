package io.tradecache.core.model.change;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The message on the channel {@code cache_invalidation}: who changed what and which keys are gone. It carries keys and
 * ids, never values. Immutable.
 *
 * @param v the message format's version, 1
 * @param eventId unique to the message
 * @param type what happened, for example {@code portfolio_update}; receivers ignore types they do not know
 * @param entityType {@code portfolio}, {@code holding}, {@code watchlist}, {@code item}, or a declared singular
 * @param userId the owner
 * @param entityId the entity that changed
 * @param portfolioId the portfolio concerned, or null
 * @param watchlistId the watchlist concerned, or null
 * @param keys the cache keys that are gone, without any prefix of a deployment
 * @param origin the node that made the change
 * @param timestamp seconds since 1970 at which it was made
 * @param occurredAt the same time, finer
 */
public record ChangeEvent(
        int v,
        String eventId,
        String type,
        String entityType,
        String userId,
        String entityId,
        @Nullable String portfolioId,
        @Nullable String watchlistId,
        List<String> keys,
        String origin,
        long timestamp,
        Instant occurredAt) {

    /** The version of the message format that this code writes. */
    public static final int FORMAT = 1;

    /** What stands in place of the keys when all are gone that any change could have spoiled. */
    public static final String EVERY_KEY = "*";

    /** Copies the list. */
    public ChangeEvent {
        keys = List.copyOf(keys);
    }
}
