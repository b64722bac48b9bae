package io.tradecache.core.model.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The result of a read: a value, how old it is, and where it came from. Immutable, provided that the value is.
 *
 * @param entry the value, its version, and when it was loaded
 * @param source where it came from
 * @param <T> the value's type
 */
public record Cached<T>(CacheEntry<T> entry, Source source) {

    /**
     * The value.
     *
     * @return never null
     */
    public T value() {
        return entry.value();
    }

    /**
     * How long ago the value was loaded from its source.
     *
     * @param now the present
     * @return never negative
     */
    public Duration age(Instant now) {
        Duration age = Duration.between(entry.storedAt(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * The same result with a value derived from this one; the JSON form is left behind.
     *
     * @param derive makes the new value
     * @param <R> the new value's type
     * @return same version, time and source
     */
    public <R> Cached<R> map(Function<T, R> derive) {
        return new Cached<>(CacheEntry.of(derive.apply(entry.value()), entry.version(), entry.storedAt()), source);
    }
}
