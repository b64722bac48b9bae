package io.tradecache.core.model.price;

import java.util.Objects;

/**
 * How a price feed does. Immutable.
 *
 * @param feed its name
 * @param healthy whether prices can be expected to be fresh
 * @param failures how many requests have failed in a row
 * @param reason what went wrong last, in words, without secrets; empty while nothing does
 */
public record FeedStatus(String feed, boolean healthy, int failures, String reason) {

    /** Checks that nothing is left out. */
    public FeedStatus {
        Objects.requireNonNull(feed, "feed");
        Objects.requireNonNull(reason, "reason");
    }
}
