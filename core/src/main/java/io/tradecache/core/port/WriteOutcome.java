package io.tradecache.core.port;

import java.util.function.Function;

/**
 * What became of a write. Immutable.
 *
 * @param <T> what was to be written
 */
public sealed interface WriteOutcome<T> {

    /**
     * Answers each case by its own function.
     *
     * @param written for a write that took place
     * @param stale for one that came too late
     * @param duplicate for one that is there already
     * @param missing for one without its object
     * @param <R> the answers' type
     * @return the answer of the case at hand
     */
    <R> R match(
            Function<Written<T>, R> written,
            Function<Stale<T>, R> stale,
            Function<Duplicate<T>, R> duplicate,
            Function<Missing<T>, R> missing);

    /**
     * It took place.
     *
     * @param value as it is stored now; for a deletion as it was last
     * @param rootVersion the version of the portfolio or watchlist now; after its own deletion one more than its last
     * @param <T> what was written
     */
    record Written<T>(T value, long rootVersion) implements WriteOutcome<T> {
        @Override
        public <R> R match(
                Function<Written<T>, R> written,
                Function<Stale<T>, R> stale,
                Function<Duplicate<T>, R> duplicate,
                Function<Missing<T>, R> missing) {
            return written.apply(this);
        }
    }

    /**
     * Nothing was written, because somebody else changed the object first.
     *
     * @param current the object as it is stored now
     * @param <T> what was to be written
     */
    record Stale<T>(T current) implements WriteOutcome<T> {
        @Override
        public <R> R match(
                Function<Written<T>, R> written,
                Function<Stale<T>, R> stale,
                Function<Duplicate<T>, R> duplicate,
                Function<Missing<T>, R> missing) {
            return stale.apply(this);
        }
    }

    /**
     * Nothing was written, because its place is taken: the symbol is in that portfolio or watchlist already.
     *
     * @param existing what is there
     * @param <T> what was to be written
     */
    record Duplicate<T>(T existing) implements WriteOutcome<T> {
        @Override
        public <R> R match(
                Function<Written<T>, R> written,
                Function<Stale<T>, R> stale,
                Function<Duplicate<T>, R> duplicate,
                Function<Missing<T>, R> missing) {
            return duplicate.apply(this);
        }
    }

    /**
     * Nothing was written, because the object, or the portfolio or watchlist it belongs to, does not exist.
     *
     * @param <T> what was to be written
     */
    record Missing<T>() implements WriteOutcome<T> {
        @Override
        public <R> R match(
                Function<Written<T>, R> written,
                Function<Stale<T>, R> stale,
                Function<Duplicate<T>, R> duplicate,
                Function<Missing<T>, R> missing) {
            return missing.apply(this);
        }
    }
}
