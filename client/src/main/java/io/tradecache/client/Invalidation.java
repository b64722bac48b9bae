package io.tradecache.client;

/**
 * Something of the user's own has changed: fetch it again. Immutable.
 *
 * @param entityType for example {@code portfolio}
 * @param entityId its id
 */
public record Invalidation(String entityType, String entityId) {}
