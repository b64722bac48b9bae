package io.tradecache.core.model.change;

import io.tradecache.core.model.cache.CacheKey;
import java.util.List;

/**
 * What a committed change makes a cache forget, and the event that tells of it. Immutable.
 *
 * @param targets the keys, each once
 * @param event what is published after they are gone
 */
public record Invalidation(List<Target> targets, ChangeEvent event) {

    /** Copies the list. */
    public Invalidation {
        targets = List.copyOf(targets);
    }

    /**
     * One key to forget.
     *
     * @param key the key
     * @param version the version that the entity has now: a cached value that shows it already may stay; 0 when the key
     *     has no versions and is forgotten whatever it holds
     */
    public record Target(CacheKey<?> key, long version) {}
}
