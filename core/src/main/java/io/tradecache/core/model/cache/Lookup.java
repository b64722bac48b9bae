package io.tradecache.core.model.cache;

import java.time.Duration;
import java.util.function.Function;

/**
 * What a cache says when it is asked for a key. Immutable.
 *
 * @param <T> the type of the key's value
 */
public sealed interface Lookup<T> {

    /**
     * Answers each case by its own function; a new case breaks every caller until it is answered.
     *
     * @param hit for a value
     * @param leased for the duty to load
     * @param held for somebody else's duty to load
     * @param failure for a cache that could not be asked
     * @param <R> the answers' type
     * @return the answer of the case at hand
     */
    <R> R match(
            Function<Hit<T>, R> hit,
            Function<Leased<T>, R> leased,
            Function<HeldElsewhere<T>, R> held,
            Function<Failure<T>, R> failure);

    /**
     * The value is there.
     *
     * @param entry the value with its version
     * @param source which cache had it
     * @param <T> the value's type
     */
    record Hit<T>(CacheEntry<T> entry, Source source) implements Lookup<T> {
        @Override
        public <R> R match(
                Function<Hit<T>, R> hit,
                Function<Leased<T>, R> leased,
                Function<HeldElsewhere<T>, R> held,
                Function<Failure<T>, R> failure) {
            return hit.apply(this);
        }
    }

    /**
     * The value is not there, and the caller is the one to load it.
     *
     * @param lease what the caller shows when it stores the value
     * @param <T> the value's type
     */
    record Leased<T>(Lease<T> lease) implements Lookup<T> {
        @Override
        public <R> R match(
                Function<Hit<T>, R> hit,
                Function<Leased<T>, R> leased,
                Function<HeldElsewhere<T>, R> held,
                Function<Failure<T>, R> failure) {
            return leased.apply(this);
        }
    }

    /**
     * The value is not there, and somebody else is loading it.
     *
     * @param remaining until the other's lease lapses; never negative
     * @param <T> the value's type
     */
    record HeldElsewhere<T>(Duration remaining) implements Lookup<T> {
        @Override
        public <R> R match(
                Function<Hit<T>, R> hit,
                Function<Leased<T>, R> leased,
                Function<HeldElsewhere<T>, R> held,
                Function<Failure<T>, R> failure) {
            return held.apply(this);
        }
    }

    /**
     * The cache could not be asked, or its answer could not be read.
     *
     * @param reason in a few words, without values and secrets
     * @param <T> the value's type
     */
    record Failure<T>(String reason) implements Lookup<T> {
        @Override
        public <R> R match(
                Function<Hit<T>, R> hit,
                Function<Leased<T>, R> leased,
                Function<HeldElsewhere<T>, R> held,
                Function<Failure<T>, R> failure) {
            return failure.apply(this);
        }
    }
}
