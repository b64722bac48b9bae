package io.tradecache.core.model.market;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a rule needs to know of the market at one instant. Immutable.
 *
 * @param now the instant
 * @param phase what the market is doing then
 * @param nextChange when the phase next changes, always after {@code now}; null for a market that never changes
 */
public record MarketMoment(
        Instant now, MarketPhase phase, @Nullable Instant nextChange) {

    /**
     * Cuts a lifetime so that it does not reach over the next phase change.
     *
     * @param lifetime the uncut lifetime
     * @param floor the shortest answer
     * @return the lifetime, the time to the next change, or the floor
     */
    public Duration cut(Duration lifetime, Duration floor) {
        if (nextChange == null) {
            return lifetime;
        }
        Duration left = Duration.between(now, nextChange);
        Duration shorter = left.compareTo(lifetime) < 0 ? left : lifetime;
        return shorter.compareTo(floor) < 0 ? floor : shorter;
    }

    /**
     * Whether the regular session is on.
     *
     * @return true in phase {@link MarketPhase#OPEN}
     */
    public boolean isOpen() {
        return phase == MarketPhase.OPEN;
    }
}
