package io.tradecache.core.port;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The cache that all nodes share, spoken to in leases: a value that was loaded before a change can never be stored after
 * it. A load's lease is taken before the load begins, and an invalidation takes away value and lease together, so a fill
 * begun before it is refused.
 *
 * <p>No method throws because of the cache: trouble is an answer ({@link Lookup.Failure}, false), since a cache must
 * never fail what it serves. Thread-safe.
 */
public interface CacheStore {

    /**
     * Looks a key up. Of all callers that miss, one is given a lease; the others are told that it is held elsewhere,
     * until the value is there, the lease is released, or it lapses.
     *
     * @param key the key
     * @param <T> the type of its value
     * @return the value, a lease, or why there is neither
     */
    <T> Lookup<T> find(CacheKey<T> key);

    /**
     * Looks several keys up in as few round trips as possible. One unreadable value fails alone.
     *
     * @param keys the keys
     * @param <T> the type of their values
     * @return an answer for each key, as {@link #find} gives it
     */
    <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys);

    /**
     * Asks for the right to replace a key's value although one may be there. The old value stays readable until the new
     * one is stored.
     *
     * @param key the key
     * @param <T> the type of its value
     * @return a lease, or that it is held elsewhere, or a failure; never a hit
     */
    <T> Lookup<T> renew(CacheKey<T> key);

    /**
     * An entry with the form in which this cache will keep it, so that whoever stores it here, keeps it elsewhere and sends
     * it makes that form once.
     *
     * @param entry what was loaded
     * @param <T> the value's type
     * @return the same value, version and time
     */
    default <T> CacheEntry<T> prepared(CacheEntry<T> entry) {
        return entry;
    }

    /**
     * Stores what was loaded under a lease, if the lease still stands and the value's version is not below one that was
     * invalidated. Either way the lease is used up. A value that is too large is not stored.
     *
     * @param lease the lease that the load began with
     * @param entry what was loaded
     * @param timeToLive how long it may stay; at least a millisecond
     * @param <T> the value's type
     * @return whether it is stored
     */
    <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive);

    /**
     * Gives a lease back without a value, so that the next reader may load. Nothing happens when it is not in force any
     * more.
     *
     * @param lease the lease
     */
    void release(Lease<?> lease);

    /**
     * Forgets keys after a change was committed, voids their leases, keeps for a while the lowest version that may be
     * stored, and then publishes the event. A value that already shows the change stays: so late, repeated and reordered
     * calls do no harm.
     *
     * @param invalidation the keys, the versions and the event
     * @return whether the cache was told; false when it could not be reached
     */
    boolean invalidate(Invalidation invalidation);

    /**
     * Forgets several changes' keys, as {@link #invalidate} does for one, in as few round trips as possible.
     *
     * @param invalidations what to forget
     * @return whether the cache was told of all of them; false when it may have missed some
     */
    default boolean invalidateAll(Collection<Invalidation> invalidations) {
        return invalidations.stream().allMatch(this::invalidate);
    }

    /**
     * Forgets every key that begins so, and voids their leases, however many there are. Meant for the rare case in which
     * nobody can say which keys a change spoiled; it looks at the whole cache.
     *
     * @param beginnings of key texts, for example {@code portfolio:}
     * @param event is published when they are gone
     * @return whether the cache was told; false when it may have missed some
     */
    boolean forgetAll(Collection<String> beginnings, ChangeEvent event);

    /**
     * Which run of the cache this is. When it changes, what was invalidated before may be back: the cache was restarted,
     * or replaced by a copy that lagged behind.
     *
     * @return empty when the cache cannot be asked
     */
    Optional<String> run();

    /**
     * Stores a value whose source is its writer, such as a quote, unless a newer one is there.
     *
     * @param key the key
     * @param entry the value with its version
     * @param timeToLive how long it may stay; at least a millisecond
     * @param <T> the value's type
     * @return whether it is stored; false also when the cache could not be reached
     */
    <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive);
}
