package io.tradecache.core.model.price;

import io.tradecache.core.model.InvalidFieldException;
import java.util.Objects;

/**
 * What the node that keeps prices fresh tells the others of the feed. Immutable.
 *
 * @param status how the feed does
 * @param epoch of the leader that says so; greater means later
 */
public record FeedReport(FeedStatus status, long epoch) {

    /** Checks that it says something. */
    public FeedReport {
        Objects.requireNonNull(status, "status");
        if (epoch < 0) {
            throw new InvalidFieldException("epoch", "must not be negative");
        }
    }
}
