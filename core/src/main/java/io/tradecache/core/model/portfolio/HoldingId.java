package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.IdKind;

/**
 * The id of a holding. Immutable.
 *
 * @param value {@code holding_…}, opaque to callers
 */
public record HoldingId(String value) {

    /** Checks the syntax. */
    public HoldingId {
        value = IdKind.HOLDING.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
