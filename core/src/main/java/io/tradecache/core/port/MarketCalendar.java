package io.tradecache.core.port;

import io.tradecache.core.model.market.Closes;
import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When one market trades. It has no clock of its own. What is next comes strictly after an instant, what is previous may
 * be at the instant itself, so {@code previousOpen(t) <= t < nextOpen(t)}. A question beyond {@link #firstDate} and
 * {@link #lastDate} is answered by a {@link DateTimeException} that names them, never by a guess. Thread-safe.
 */
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
     * The first day that the calendar knows.
     *
     * @return the day, inclusive
     */
    LocalDate firstDate();

    /**
     * The last day that the calendar knows.
     *
     * @return the day, inclusive
     */
    LocalDate lastDate();

    /**
     * Up to when the market itself has announced its days. Later ones are projected by rule.
     *
     * @return the day, inclusive
     */
    LocalDate confirmedThrough();

    /**
     * What the market is doing at an instant.
     *
     * @param at the instant
     * @return the phase
     */
    MarketPhase phaseAt(Instant at);

    /**
     * Whether the regular session is on.
     *
     * @param at the instant
     * @return true in phase {@link MarketPhase#OPEN}
     */
    default boolean isOpen(Instant at) {
        return phaseAt(at) == MarketPhase.OPEN;
    }

    /**
     * When the phase next changes.
     *
     * @param after the instant to look from
     * @return strictly later; empty for a market that never changes
     */
    Optional<PhaseChange> nextChange(Instant after);

    /**
     * When the next regular session begins.
     *
     * @param after the instant to look from
     * @return strictly later; empty for a market that never closes
     */
    Optional<Instant> nextOpen(Instant after);

    /**
     * When a regular session next ends.
     *
     * @param after the instant to look from
     * @return strictly later; empty for a market that never closes
     */
    Optional<Instant> nextClose(Instant after);

    /**
     * When a regular session last began.
     *
     * @param at the instant to look back from
     * @return at the instant or earlier; empty for a market that never closes
     */
    Optional<Instant> previousOpen(Instant at);

    /**
     * When a regular session last ended.
     *
     * @param at the instant to look back from
     * @return at the instant or earlier; empty for a market that never closes
     */
    Optional<Instant> previousClose(Instant at);

    /**
     * The session of a day.
     *
     * @param date the day, in the market's zone
     * @return empty when there is none
     */
    Optional<TradingSession> session(LocalDate date);

    /**
     * The sessions of several days.
     *
     * @param from the first day, inclusive
     * @param to the day behind the last, exclusive
     * @return in ascending order
     */
    List<TradingSession> sessions(LocalDate from, LocalDate to);

    /**
     * The date of the session that is on, its trading before and after the regular hours included, or else of the next
     * one.
     *
     * @param at the instant
     * @return the date in the market's zone
     */
    LocalDate sessionDateAt(Instant at);

    /**
     * Why a day has no session.
     *
     * @param date the day, in the market's zone
     * @return empty when it has one
     */
    Optional<Closure> closure(LocalDate date);

    /**
     * Everything that the rules need to know of the market at an instant. It never fails: beyond its days a market counts
     * as open, since a needless refresh does less harm than a stale price.
     *
     * @param at the instant
     * @return the moment
     */
    default MarketMoment moment(Instant at) {
        try {
            return new MarketMoment(
                    at, phaseAt(at), nextChange(at).map(PhaseChange::at).orElse(null));
        } catch (DateTimeException e) {
            return new MarketMoment(at, MarketPhase.OPEN, null);
        }
    }

    /**
     * When the last two regular sessions before an instant ended. It never fails.
     *
     * @param at the instant to look back from
     * @return {@link Closes#UNKNOWN} for a market that never closes, and beyond its days
     */
    default Closes closes(Instant at) {
        try {
            Optional<Instant> last = previousClose(at);
            return new Closes(
                    last.orElse(null),
                    last.flatMap(close -> previousClose(close.minusNanos(1))).orElse(null));
        } catch (DateTimeException e) {
            return Closes.UNKNOWN;
        }
    }
}
