package io.tradecache.caffeine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.port.NearCache;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A near cache on Caffeine, bounded by the bytes that its copies are reckoned to take. When it is full, copies that are
 * seldom asked for go first. Hits allocate nothing and take no lock. It starts no thread: what there is to tidy up is
 * done by its callers, a little at a time. Thread-safe.
 *
 * <p>The bytes are an estimate: 256 and the key's length for every copy, and three bytes for each byte of the value's
 * JSON form where that is kept beside the value, or else 640 for each record that the value is made of (a portfolio and
 * each of its holdings, for example), where a value of a class that the core does not know counts as one record, and a
 * collection as one more than its size.
 *
 * <p>Caffeine is a plain store here: it never loads. Its {@code put}, {@code getAll}, {@code refresh} and
 * {@code invalidateAll} are not used, since each can leave an old value in when an invalidation runs beside it.
 */
public final class CaffeineNearCache implements NearCache {

    /** How many bytes are kept unless another number is given: 64 MiB. */
    public static final long DEFAULT_BYTES = 64L * 1024 * 1024;

    private final Ticker ticker;
    private final Cache<String, Copy> cache;
    private final LongAdder evictions = new LongAdder();

    /**
     * Puts share it, and {@link #removeAll} has it alone: an iteration does not see what a put is about to put in on the
     * strength of a guard that was asked before the iteration began.
     */
    private final ReadWriteLock emptying = new ReentrantReadWriteLock();

    /** A near cache of the default size. */
    public CaffeineNearCache() {
        this(DEFAULT_BYTES);
    }

    /**
     * A near cache.
     *
     * @param maximumBytes how many bytes its copies may take, as reckoned above; above zero. A single value that is larger
     *     is not kept
     */
    public CaffeineNearCache(long maximumBytes) {
        this(maximumBytes, Ticker.systemTicker());
    }

    /** A near cache whose time is moved by a test. */
    CaffeineNearCache(long maximumBytes, Ticker ticker) {
        if (maximumBytes < 1) {
            throw new IllegalArgumentException("maximumBytes must be above zero, but is " + maximumBytes);
        }
        this.ticker = ticker;
        this.cache = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((String key, Copy copy) -> copy.weight())
                .expireAfter(Copy.EXPIRY)
                .ticker(ticker)
                // Tidying up is cheaper than waking another thread for it, and the bound holds when a put returns.
                .executor(Runnable::run)
                .evictionListener((@Nullable String key, @Nullable Copy copy, RemovalCause cause) -> {
                    if (cause == RemovalCause.SIZE) {
                        evictions.increment();
                    }
                })
                .build();
    }

    @Override
    @SuppressWarnings(
            "unchecked") // What is under a key was put in under a key of the same text, hence of the same type.
    public <T> @Nullable Cached<T> find(CacheKey<T> key) {
        Copy copy = cache.getIfPresent(key.text());
        return copy == null ? null : (Cached<T>) copy.value();
    }

    @Override
    public <T> void put(CacheKey<T> key, Cached<T> value, Duration timeToLive, BooleanSupplier guard) {
        Copy copy = new Copy(value, Weight.of(key.text(), value), ticker.read() + timeToLive.toNanos());
        emptying.readLock().lock();
        try {
            cache.asMap().compute(key.text(), (text, present) -> {
                boolean older = present != null && present.isNewerThan(copy);
                return !older && guard.getAsBoolean() ? copy : present;
            });
        } finally {
            emptying.readLock().unlock();
        }
    }

    @Override
    public void remove(String keyText) {
        cache.asMap().remove(keyText);
    }

    @Override
    public void removeAll() {
        emptying.writeLock().lock();
        try {
            cache.asMap().keySet().forEach(this::remove);
        } finally {
            emptying.writeLock().unlock();
        }
    }

    /**
     * How many bytes the copies are reckoned to take.
     *
     * @return expired copies included that were not tidied up yet; takes a lock, so ask now and then only
     */
    public long bytes() {
        OptionalLong weight =
                cache.policy().eviction().orElseThrow().weightedSize(); // It is bounded by weight, so both are there.
        return weight.orElseThrow();
    }

    /**
     * How many copies there are.
     *
     * @return an estimate; expired copies included that were not tidied up yet
     */
    public long size() {
        return cache.estimatedSize();
    }

    /**
     * How many copies had to make room for others since the start.
     *
     * @return never falls
     */
    public long evictions() {
        return evictions.sum();
    }
}
