package io.tradecache.core.model.cache;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as a cache holds it. Immutable, provided that the value is.
 *
 * @param value the value
 * @param version the version of the entity it shows; 0 for values that have none, such as lists
 * @param storedAt when it was loaded from its source
 * @param json the value's JSON form when the cache holds it anyway, or null; not copied: neither side may change it
 * @param <T> the value's type
 */
@SuppressWarnings("ArrayRecordComponent")
public record CacheEntry<T>(T value, long version, Instant storedAt, byte @Nullable [] json) {

    /**
     * An entry whose JSON form is not at hand.
     *
     * @param value the value
     * @param version the version of the entity it shows; 0 for none
     * @param storedAt when it was loaded
     * @param <T> the value's type
     * @return the entry
     */
    public static <T> CacheEntry<T> of(T value, long version, Instant storedAt) {
        return new CacheEntry<>(value, version, storedAt, null);
    }

    /**
     * The value's JSON form.
     *
     * @return empty when the cache did not hold it as JSON
     */
    public Optional<byte[]> encoded() {
        return Optional.ofNullable(json);
    }
}
