package io.tradecache.core.service;

import java.util.function.Function;

/**
 * A write that took effect. Immutable, provided that the value is.
 *
 * @param value what was written, as it is stored now; for a deletion as it was last
 * @param version the version of the portfolio or watchlist now: a reader who demands at least this version sees the write
 * @param pending whether the shared cache could not be told, so that readers without that demand may get the old value
 *     until it expires
 * @param <T> the value's type
 */
public record Acknowledged<T>(T value, long version, boolean pending) {

    /**
     * The same write with a value derived from this one.
     *
     * @param derive makes the new value
     * @param <R> the new value's type
     * @return same version, same state of the cache
     */
    public <R> Acknowledged<R> map(Function<T, R> derive) {
        return new Acknowledged<>(derive.apply(value), version, pending);
    }
}
