package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list an answer shows.
 *
 * @param limit how many it shows at most
 * @param nextCursor where the next part begins; null on the last one
 * @param total how many there are altogether, in all parts, of what was searched for
 */
@JsonInclude
record Page(int limit, @Nullable String nextCursor, int total) {}
