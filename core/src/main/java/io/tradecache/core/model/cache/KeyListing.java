package io.tradecache.core.model.cache;

import java.util.List;

/**
 * Keys that were found in a cache. Immutable.
 *
 * @param keys their texts in alphabetical order, without any prefix of a deployment
 * @param complete whether there are no more
 */
public record KeyListing(List<String> keys, boolean complete) {

    /** Copies the list. */
    public KeyListing {
        keys = List.copyOf(keys);
    }
}
