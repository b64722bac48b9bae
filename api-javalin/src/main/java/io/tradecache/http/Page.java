package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list an answer shows.
 *
 * @param limit how many it shows at most
 * @param nextCursor where the next part begins; null on the last one
 * @param total how many there are altogether
 */
@JsonInclude
record Page(int limit, @Nullable String nextCursor, int total) {

    private static final int WHOLE = 500;

    /** The whole list. */
    static Page whole(int total) {
        return new Page(Math.max(WHOLE, total), null, total);
    }
}
