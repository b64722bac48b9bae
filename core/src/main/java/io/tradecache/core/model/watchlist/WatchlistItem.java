package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A symbol that a user watches, with the prices at which it gets interesting. It never carries a market price.
 * Immutable.
 *
 * @param itemId its id
 * @param watchlistId the watchlist it belongs to
 * @param userId the owner of that watchlist
 * @param stockSymbol what is watched; at most one item of a symbol in a watchlist
 * @param notes the owner's notes, or null
 * @param targetHigh the price above which it gets interesting, or null
 * @param targetLow the price below which it gets interesting, or null; under {@code targetHigh}
 * @param position its place in the watchlist, counted from 0
 * @param version 1 when created, one more with each change
 * @param createdAt when it was created; cut to the microsecond
 * @param updatedAt when it was last changed; cut to the microsecond
 */
public record WatchlistItem(
        ItemId itemId,
        WatchlistId watchlistId,
        UserId userId,
        Symbol stockSymbol,
        @Nullable String notes,
        @Nullable BigDecimal targetHigh,
        @Nullable BigDecimal targetLow,
        int position,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Checks and normalises every field. */
    public WatchlistItem {
        notes = Text.NOTES.optional("notes", notes);
        targetHigh = targetHigh == null ? null : Amount.PRICE.require("target_high", targetHigh);
        targetLow = targetLow == null ? null : Amount.PRICE.require("target_low", targetLow);
        if (targetHigh != null && targetLow != null && targetLow.compareTo(targetHigh) >= 0) {
            throw new InvalidFieldException("target_low", "must be under target_high");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * This item with other notes.
     *
     * @param changed the notes, or null for none
     * @return the changed item, its version untouched
     */
    public WatchlistItem withNotes(@Nullable String changed) {
        return with(changed, targetHigh, targetLow, position);
    }

    /**
     * This item with other targets.
     *
     * @param high the upper target, or null for none
     * @param low the lower target, or null for none
     * @return the changed item, its version untouched
     */
    public WatchlistItem withTargets(@Nullable BigDecimal high, @Nullable BigDecimal low) {
        return with(notes, high, low, position);
    }

    /**
     * This item at another place.
     *
     * @param changed counted from 0
     * @return the changed item, its version untouched
     */
    public WatchlistItem at(int changed) {
        return with(notes, targetHigh, targetLow, changed);
    }

    /**
     * This item as it stands after a change was stored.
     *
     * @param next its next version
     * @param now the time of the change
     * @return the item with both set
     */
    public WatchlistItem stored(long next, Instant now) {
        return new WatchlistItem(
                itemId, watchlistId, userId, stockSymbol, notes, targetHigh, targetLow, position, next, createdAt, now);
    }

    private WatchlistItem with(
            @Nullable String newNotes, @Nullable BigDecimal high, @Nullable BigDecimal low, int newPosition) {
        return new WatchlistItem(
                itemId,
                watchlistId,
                userId,
                stockSymbol,
                newNotes,
                high,
                low,
                newPosition,
                version,
                createdAt,
                updatedAt);
    }
}
