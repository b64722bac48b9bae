package io.tradecache.core.port;

import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** When one market trades. It has no clock of its own. Immutable and thread-safe. */
public interface MarketCalendar {

    /**
     * The market's identifier.
     *
     * @return an ISO 10383 code such as {@code XNYS}, or {@code SIM} for the simulated market
     */
    String market();

    /**
     * The zone in which the market's sessions have their dates.
     *
     * @return for example {@code America/New_York}
     */
    ZoneId zone();

    /**
     * What the market is doing at an instant.
     *
     * @param at the instant
     * @return the phase
     */
    MarketPhase phaseAt(Instant at);

    /**
     * When the phase next changes.
     *
     * @param after the instant to look from
     * @return strictly later; empty for a market that never changes
     */
    Optional<Instant> nextChange(Instant after);

    /**
     * The date of the session that is on, or else of the next one.
     *
     * @param at the instant
     * @return the date in the market's zone
     */
    LocalDate sessionDateAt(Instant at);

    /**
     * Everything that the rules need to know of the market at an instant.
     *
     * @param at the instant
     * @return the moment
     */
    default MarketMoment moment(Instant at) {
        return new MarketMoment(at, phaseAt(at), nextChange(at).orElse(null));
    }
}
