package io.tradecache.core.service;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WatchlistRepository;
import io.tradecache.core.port.WriteOutcome.Written;
import io.tradecache.core.rules.CacheKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a user can do with watchlists. Reads come from the cache where it serves, and check the owner after a hit exactly
 * as after a load; writes go to the database first and then make the cache forget.
 *
 * <p>Every method throws {@link RefusedException} when it cannot be done as things stand, and {@link PortException} when
 * the database cannot serve it. Thread-safe.
 */
public final class WatchlistService {

    /** How many watchlists one user may have: the whole list is cached under one key. */
    public static final int LIMIT = 500;

    private static final String NOUN = "watchlist";

    private final ReadThrough reads;
    private final Writes writes;
    private final WatchlistRepository watchlists;
    private final Clock clock;
    private final Ids ids;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param writes the write path
     * @param watchlists where watchlists are kept
     * @param clock the present
     * @param ids gives new objects their ids
     */
    public WatchlistService(ReadThrough reads, Writes writes, WatchlistRepository watchlists, Clock clock, Ids ids) {
        this.reads = reads;
        this.writes = writes;
        this.watchlists = watchlists;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * All watchlists of a user with their items, oldest first.
     *
     * @param user the user
     * @param demand which cached lists will do
     * @return empty for a user who has none
     */
    public Cached<WatchlistList> list(UserId user, Demand demand) {
        return reads.read(
                CacheKeys.watchlists(user),
                demand,
                () -> Versioned.unversioned(new WatchlistList(user, watchlists.findByUser(user))));
    }

    /**
     * A user's watchlist with its items.
     *
     * @param user the user
     * @param id the watchlist
     * @param demand which cached watchlists will do
     * @return the watchlist
     * @throws RefusedException.NotFound when this user has no such watchlist
     */
    public Cached<Watchlist> get(UserId user, WatchlistId id, Demand demand) {
        Cached<Watchlist> found = reads.read(CacheKeys.watchlist(id), demand, () -> {
            Watchlist watchlist = watchlists.find(id).orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
            return new Versioned<>(watchlist, watchlist.version());
        });
        if (!found.value().userId().equals(user)) {
            throw new RefusedException.NotFound(NOUN, id);
        }
        return found;
    }

    /**
     * Whose a watchlist is, for callers that know only its id.
     *
     * @param id the watchlist
     * @return empty when there is none
     */
    public Optional<UserId> findOwner(WatchlistId id) {
        return watchlists.findOwner(id);
    }

    /**
     * Creates a watchlist without items.
     *
     * @param user the owner
     * @param name one line, at most 100 characters
     * @param description free text of at most 1,000 characters, or null
     * @return the watchlist at version 1
     * @throws RefusedException.LimitReached when the user has {@link #LIMIT} watchlists
     */
    public Acknowledged<Watchlist> create(UserId user, String name, @Nullable String description) {
        return create(user, name, description, null);
    }

    /**
     * Creates a watchlist without items, once if need be.
     *
     * @param user the owner
     * @param name one line, at most 100 characters
     * @param description free text of at most 1,000 characters, or null
     * @param once what lets it be done once, or null
     * @return the watchlist at version 1
     * @throws RefusedException.LimitReached when the user has {@link #LIMIT} watchlists
     */
    public Acknowledged<Watchlist> create(
            UserId user, String name, @Nullable String description, @Nullable Once<Watchlist> once) {
        Instant now = clock.instant();
        Watchlist watchlist = new Watchlist(
                new WatchlistId(IdKind.WATCHLIST.of(ids.next())), user, name, description, List.of(), 1, now, now);
        return writes.commit(
                once,
                () -> {
                    if (watchlists.findByUser(user).size() >= LIMIT) {
                        throw new RefusedException.LimitReached("watchlists", LIMIT);
                    }
                    watchlists.insert(watchlist);
                    return new Written<>(watchlist, watchlist.version());
                },
                written -> change(Operation.CREATE_WATCHLIST, written));
    }

    /**
     * Changes a watchlist's own fields.
     *
     * @param user the owner
     * @param id the watchlist
     * @param expectedVersion the version that the change is made from
     * @param edit makes the changed watchlist from the present one; may be called again after a conflict in the database
     * @return the watchlist as it is stored now
     * @throws RefusedException.NotFound when this user has no such watchlist
     * @throws RefusedException.VersionConflict when the watchlist or one of its items was changed meanwhile
     */
    public Acknowledged<Watchlist> update(
            UserId user, WatchlistId id, long expectedVersion, UnaryOperator<Watchlist> edit) {
        return writes.commit(
                () -> {
                    Watchlist current = owned(user, id);
                    if (current.version() != expectedVersion) {
                        throw writes.conflict(NOUN, current, expectedVersion);
                    }
                    Watchlist changed = edit.apply(current).stored(current.version(), clock.instant());
                    return writes.require(watchlists.update(changed, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.UPDATE_WATCHLIST, written));
    }

    /**
     * Deletes a watchlist with its items.
     *
     * @param user the owner
     * @param id the watchlist
     * @param expectedVersion the version that the decision was made from
     * @return the watchlist as it was last
     * @throws RefusedException.NotFound when this user has no such watchlist
     * @throws RefusedException.VersionConflict when the watchlist or one of its items was changed meanwhile
     */
    public Acknowledged<Watchlist> delete(UserId user, WatchlistId id, long expectedVersion) {
        return writes.commit(
                () -> {
                    owned(user, id);
                    return writes.require(watchlists.delete(id, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.DELETE_WATCHLIST, written));
    }

    private Watchlist owned(UserId user, WatchlistId id) {
        return watchlists
                .find(id)
                .filter(watchlist -> watchlist.userId().equals(user))
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }

    private static Change change(Operation operation, Written<Watchlist> written) {
        Watchlist watchlist = written.value();
        return new Change.OfWatchlist(
                operation,
                watchlist.userId(),
                watchlist.watchlistId(),
                written.rootVersion(),
                watchlist.watchlistId().value());
    }
}
