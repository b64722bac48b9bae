package io.tradecache.core.inmemory;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.StoredEntry;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A cache inside one process, for a single node, demos and unit tests. It keeps values as they are, without copying or
 * encoding them, and a bounded number of keys: the least recently used ones go first, and with a key go its lease and its
 * version floor, which only ever refuses fills. Thread-safe.
 */
public final class InMemoryCacheStore implements CacheStore, CacheInspection {

    /** How many keys are kept unless another number is given. */
    public static final int DEFAULT_CAPACITY = 10_000;

    /** How long a lease holds other loaders off. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    /** How long the lowest version that may be stored is remembered. */
    public static final Duration FLOOR = Duration.ofMinutes(15);

    private static final float LOAD_FACTOR = 0.75f;

    private final Clock clock;
    private final InMemoryEventBus bus;
    private final Map<String, CacheSlot> slots;
    private long lastToken;
    private volatile String run = UUID.randomUUID().toString();

    /**
     * A cache of the default capacity.
     *
     * @param clock what lifetimes and leases are measured by
     * @param bus where invalidations are published
     */
    public InMemoryCacheStore(Clock clock, InMemoryEventBus bus) {
        this(clock, bus, DEFAULT_CAPACITY);
    }

    /**
     * A cache.
     *
     * @param clock what lifetimes and leases are measured by
     * @param bus where invalidations are published
     * @param capacity how many keys are kept at most; above zero
     */
    public InMemoryCacheStore(Clock clock, InMemoryEventBus bus, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be above zero, but is " + capacity);
        }
        this.clock = clock;
        this.bus = bus;
        this.slots = new LinkedHashMap<>(16, LOAD_FACTOR, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CacheSlot> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public synchronized <T> Lookup<T> find(CacheKey<T> key) {
        Instant now = clock.instant();
        CacheSlot slot = slot(key);
        CacheEntry<?> entry = slot.entryAt(now);
        return entry == null ? lease(key, slot, now) : new Lookup.Hit<>(typed(key, entry), Source.NEAR);
    }

    @Override
    public synchronized <T> Map<CacheKey<T>, Lookup<T>> findAll(Collection<CacheKey<T>> keys) {
        Map<CacheKey<T>, Lookup<T>> answers = new LinkedHashMap<>();
        for (CacheKey<T> key : keys) {
            if (!answers.containsKey(key)) {
                answers.put(key, find(key));
            }
        }
        return answers;
    }

    @Override
    public synchronized <T> Lookup<T> renew(CacheKey<T> key) {
        return lease(key, slot(key), clock.instant());
    }

    @Override
    public synchronized <T> boolean fill(Lease<T> lease, CacheEntry<T> entry, Duration timeToLive) {
        CacheSlot slot = slots.get(lease.key().text());
        if (slot == null || !slot.isHeldWith(lease.token())) {
            return false;
        }
        slot.release();
        return slot.store(entry, timeToLive, clock.instant());
    }

    @Override
    public synchronized void release(Lease<?> lease) {
        CacheSlot slot = slots.get(lease.key().text());
        if (slot != null && slot.isHeldWith(lease.token())) {
            slot.release();
        }
    }

    @Override
    public boolean invalidate(Invalidation invalidation) {
        synchronized (this) {
            Instant now = clock.instant();
            for (Invalidation.Target target : invalidation.targets()) {
                slot(target.key()).invalidate(target.version(), now, FLOOR);
            }
        }
        bus.publish(invalidation.event());
        return true;
    }

    @Override
    public boolean forgetAll(Collection<String> beginnings, ChangeEvent event) {
        synchronized (this) {
            slots.keySet().removeIf(key -> beginnings.stream().anyMatch(key::startsWith));
        }
        bus.publish(event);
        return true;
    }

    @Override
    public Optional<String> run() {
        return Optional.of(run);
    }

    /** Forgets everything, as a cache that was restarted has: values, leases and version floors. */
    public synchronized void restart() {
        slots.clear();
        run = UUID.randomUUID().toString();
    }

    @Override
    public synchronized <T> boolean putIfNewer(CacheKey<T> key, CacheEntry<T> entry, Duration timeToLive) {
        return slot(key).store(entry, timeToLive, clock.instant());
    }

    @Override
    public synchronized KeyListing keys(KeyPattern pattern, Predicate<String> wanted, int limit) {
        Instant now = clock.instant();
        List<String> found = slots.entrySet().stream()
                .filter(each -> each.getValue().entryAt(now) != null)
                .map(Map.Entry::getKey)
                .filter(key -> pattern.matches(key) && wanted.test(key))
                .sorted()
                .limit(limit + 1L)
                .toList();
        return new KeyListing(found.subList(0, Math.min(limit, found.size())), found.size() <= limit);
    }

    @Override
    public synchronized Optional<StoredEntry> stored(CacheKey<?> key) {
        Instant now = clock.instant();
        CacheSlot slot = slots.get(key.text());
        if (slot == null) {
            return Optional.empty();
        }
        CacheEntry<?> entry = slot.entryAt(now);
        return entry == null
                ? Optional.empty()
                : Optional.of(new StoredEntry(entry, Source.NEAR, slot.timeToLive(now)));
    }

    @Override
    public OptionalLong usedMemory() {
        return OptionalLong.empty();
    }

    /**
     * How many keys are kept.
     *
     * @return those with a value, a lease or a version floor, expired ones included; never above the capacity
     */
    public synchronized int size() {
        return slots.size();
    }

    private CacheSlot slot(CacheKey<?> key) {
        return slots.computeIfAbsent(key.text(), text -> new CacheSlot());
    }

    private <T> Lookup<T> lease(CacheKey<T> key, CacheSlot slot, Instant now) {
        Duration remaining = slot.heldFor(now);
        if (!remaining.isZero()) {
            return new Lookup.HeldElsewhere<>(remaining);
        }
        String token = Long.toString(++lastToken);
        slot.hold(token, now.plus(LEASE));
        return new Lookup.Leased<>(new Lease<>(key, token));
    }

    private static <T> CacheEntry<T> typed(CacheKey<T> key, CacheEntry<?> entry) {
        T value = key.type().cast(entry.value());
        return new CacheEntry<>(value, entry.version(), entry.storedAt(), entry.json());
    }
}
