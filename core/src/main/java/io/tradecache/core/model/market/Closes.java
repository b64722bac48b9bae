package io.tradecache.core.model.market;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When the last two regular sessions ended, which prices are judged by while none is on. Immutable.
 *
 * @param last when the last session that is over ended; null when that is not known
 * @param beforeLast when the one before it ended; null when that is not known
 */
public record Closes(@Nullable Instant last, @Nullable Instant beforeLast) {

    /** Those of a market that never closes, or whose past is not known. */
    public static final Closes UNKNOWN = new Closes(null, null);
}
