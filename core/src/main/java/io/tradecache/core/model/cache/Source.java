package io.tradecache.core.model.cache;

/** Where a value that was read came from. Immutable. */
public enum Source {
    /** A cache inside this process. */
    NEAR,
    /** The cache that all nodes share. */
    SHARED,
    /** A cache, although the source could not be asked: older than wanted. */
    STALE,
    /** The source, since no cache had it. */
    LOADED,
    /** The source, since the cache could not be asked. */
    BYPASSED
}
