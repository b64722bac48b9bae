package io.tradecache.core.model.cache;

/**
 * The right to store the value of one key, given to one load. It is void as soon as the key is invalidated, whatever the
 * holder does meanwhile. Immutable.
 *
 * @param key what may be stored
 * @param token unique to this load, never to a client: a second load of the same client must not pass for the first
 * @param <T> the type of the key's value
 */
public record Lease<T>(CacheKey<T> key, String token) {}
