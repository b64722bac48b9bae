package io.tradecache.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the market is doing. Immutable.
 *
 * @param market for example {@code XNYS}
 * @param phase for example {@code OPEN}
 * @param isOpen whether the regular session runs
 * @param asOf since when, or null
 */
public record MarketStatus(
        String market,
        String phase,
        boolean isOpen,
        @Nullable Instant asOf) {}
