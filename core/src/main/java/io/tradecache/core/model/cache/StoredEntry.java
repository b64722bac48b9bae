package io.tradecache.core.model.cache;

import java.time.Duration;

/**
 * What a cache holds under a key at a moment. Immutable, provided that the value is.
 *
 * @param entry the value with its version and time
 * @param source which cache has it
 * @param timeToLive how long it stays, if nothing happens
 */
public record StoredEntry(CacheEntry<?> entry, Source source, Duration timeToLive) {}
