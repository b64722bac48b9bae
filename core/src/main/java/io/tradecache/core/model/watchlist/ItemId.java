package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.IdKind;

/**
 * The id of an item of a watchlist. Immutable.
 *
 * @param value {@code item_…}, opaque to callers
 */
public record ItemId(String value) {

    /** Checks the syntax. */
    public ItemId {
        value = IdKind.ITEM.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
