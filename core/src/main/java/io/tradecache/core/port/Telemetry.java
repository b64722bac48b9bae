package io.tradecache.core.port;

import io.tradecache.core.model.cache.Family;
import java.time.Duration;

/**
 * What is counted. No argument ever names a user, an object or a symbol, so labels stay few. No method throws.
 * Thread-safe.
 */
public interface Telemetry {

    /** Counts nothing. */
    Telemetry NONE = new Telemetry() {
        @Override
        public void hit(Family family) {}

        @Override
        public void miss(Family family) {}

        @Override
        public void cacheError(String operation, Family family) {}

        @Override
        public void cacheCall(String operation, Duration took) {}

        @Override
        public void invalidated(String operation, boolean told) {}

        @Override
        public void versionConflict(String entity) {}
    };

    /**
     * A read was answered from a cache. Each read counts as one hit or one miss.
     *
     * @param family of the key
     */
    void hit(Family family);

    /**
     * A read was answered by its source.
     *
     * @param family of the key
     */
    void miss(Family family);

    /**
     * The cache could not do what it was asked to.
     *
     * @param operation what it was asked to do, for example {@code find}
     * @param family of the key
     */
    void cacheError(String operation, Family family);

    /**
     * The cache did what it was asked to, or failed to, after some time.
     *
     * @param operation what it was asked to do, for example {@code find}
     * @param took how long it took
     */
    void cacheCall(String operation, Duration took);

    /**
     * A change made the cache forget.
     *
     * @param operation the change's label, for example {@code create_portfolio}
     * @param told whether the cache could be told
     */
    void invalidated(String operation, boolean told);

    /**
     * A write came too late.
     *
     * @param entity {@code portfolio}, {@code holding}, {@code watchlist} or {@code item}
     */
    void versionConflict(String entity);
}
