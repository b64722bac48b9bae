package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's watchlist with its items, and without any price. Immutable.
 *
 * @param watchlistId its id
 * @param userId its owner; the cache key does not name the owner, so every read checks this
 * @param name one line
 * @param description free text, or null
 * @param items what is watched, ordered by position, then creation time, then id
 * @param version 1 when created, one more with each change of it or of one of its items
 * @param createdAt when it was created; cut to the microsecond
 * @param updatedAt when it or an item was last changed; cut to the microsecond
 */
public record Watchlist(
        WatchlistId watchlistId,
        UserId userId,
        String name,
        @Nullable String description,
        List<WatchlistItem> items,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** Checks and normalises every field. */
    public Watchlist {
        name = Text.NAME.require("name", name);
        description = Text.DESCRIPTION.optional("description", description);
        items = List.copyOf(items);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * This watchlist under another name.
     *
     * @param changed one line, not blank
     * @return the changed watchlist, its version untouched
     */
    public Watchlist withName(String changed) {
        return with(changed, description, items);
    }

    /**
     * This watchlist with another description.
     *
     * @param changed free text, or null for none
     * @return the changed watchlist, its version untouched
     */
    public Watchlist withDescription(@Nullable String changed) {
        return with(name, changed, items);
    }

    /**
     * This watchlist with other items.
     *
     * @param changed the items in their order
     * @return the changed watchlist, its version untouched
     */
    public Watchlist withItems(List<WatchlistItem> changed) {
        return with(name, description, changed);
    }

    /**
     * This watchlist as it stands after a change was stored.
     *
     * @param next its next version
     * @param now the time of the change
     * @return the watchlist with both set
     */
    public Watchlist stored(long next, Instant now) {
        return new Watchlist(watchlistId, userId, name, description, items, next, createdAt, now);
    }

    private Watchlist with(String newName, @Nullable String newDescription, List<WatchlistItem> newItems) {
        return new Watchlist(watchlistId, userId, newName, newDescription, newItems, version, createdAt, updatedAt);
    }
}
