package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import io.tradecache.core.port.MarketCalendar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * When US equities trade: the days and regular hours of the New York Stock Exchange, which Nasdaq shares, and around them
 * the hours of the electronic markets, 04:00 to 20:00 in New York and to 17:00 when the regular session ends early. All days
 * from 1990 on are decided when the calendar is made, and again when days are overridden; no rule runs when something is
 * asked. Thread-safe: whoever asks while days are overridden gets the answer of before or of after.
 */
public final class NyseCalendar implements MarketCalendar {

    /** What {@link #market} says. */
    public static final String MARKET = "XNYS";

    private static final int FIRST_YEAR = 1990;
    private static final int YEARS_AHEAD = 20;
    private static final LocalDate FIRST_DATE = LocalDate.of(FIRST_YEAR, 1, 1);
    private static final LocalDate CONFIRMED_THROUGH = LocalDate.of(2028, 12, 31);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final LocalDate lastDate;
    private volatile CompiledDays days;

    /**
     * Makes the calendar by its rules and the one-offs of the past.
     *
     * @param lastYear the last year that it knows; 1990 or later
     * @throws IllegalArgumentException for a year before that
     */
    public NyseCalendar(int lastYear) {
        if (lastYear < FIRST_YEAR) {
            throw new IllegalArgumentException("the last year must be " + FIRST_YEAR + " or later: " + lastYear);
        }
        this.lastDate = LocalDate.of(lastYear, 12, 31);
        this.days = compiled(List.of());
    }

    /**
     * Makes the calendar through the twentieth year after the present one.
     *
     * @param now an instant of the present year
     * @return the calendar
     */
    public static NyseCalendar at(Instant now) {
        return new NyseCalendar(LocalDate.ofInstant(now, NEW_YORK).getYear() + YEARS_AHEAD);
    }

    /**
     * Puts overrides in the place of all former ones. A day may be closed, opened, shortened and delayed; what the calendar
     * does not know is of no effect.
     *
     * @param overrides what wins over the rules and over the one-offs of the past; of two for one date the later in the list
     */
    public void override(List<MarketOverride> overrides) {
        days = compiled(overrides);
    }

    @Override
    public String market() {
        return MARKET;
    }

    @Override
    public ZoneId zone() {
        return NEW_YORK;
    }

    @Override
    public LocalDate firstDate() {
        return FIRST_DATE;
    }

    @Override
    public LocalDate lastDate() {
        return lastDate;
    }

    @Override
    public LocalDate confirmedThrough() {
        return CONFIRMED_THROUGH;
    }

    @Override
    public MarketPhase phaseAt(Instant at) {
        return days.transitions().phaseAt(at);
    }

    @Override
    public boolean isOpen(Instant at) {
        return days.transitions().isOpen(at);
    }

    @Override
    public Optional<PhaseChange> nextChange(Instant after) {
        return Optional.of(days.transitions().nextChange(after));
    }

    @Override
    public Optional<Instant> nextOpen(Instant after) {
        return Optional.of(days.transitions().nextOpen(after));
    }

    @Override
    public Optional<Instant> nextClose(Instant after) {
        return Optional.of(days.transitions().nextClose(after));
    }

    @Override
    public Optional<Instant> previousOpen(Instant at) {
        return Optional.of(days.transitions().previousOpen(at));
    }

    @Override
    public Optional<Instant> previousClose(Instant at) {
        return Optional.of(days.transitions().previousClose(at));
    }

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        requireKnown(date);
        return days.sessions().on(date);
    }

    @Override
    public List<TradingSession> sessions(LocalDate from, LocalDate to) {
        if (!from.isBefore(to)) {
            return List.of();
        }
        requireKnown(from);
        requireKnown(to.minusDays(1));
        return days.sessions().between(from, to);
    }

    @Override
    public LocalDate sessionDateAt(Instant at) {
        CompiledDays present = days;
        return present.sessions()
                .dateOf(present.transitions().indexAt(at))
                .orElseThrow(() -> beyond("the session after " + at));
    }

    @Override
    public Optional<Closure> closure(LocalDate date) {
        requireKnown(date);
        return days.closure(date);
    }

    private CompiledDays compiled(List<MarketOverride> overrides) {
        NyseDays rules = new NyseDays(FIRST_YEAR, lastDate.getYear(), overrides);
        return CompiledDays.of(rules, FIRST_DATE, lastDate, NEW_YORK);
    }

    private void requireKnown(LocalDate date) {
        if (date.isBefore(FIRST_DATE) || date.isAfter(lastDate)) {
            throw beyond(date.toString());
        }
    }

    private DateTimeException beyond(String asked) {
        return new DateTimeException(
                asked + " is beyond the days that the calendar knows, " + FIRST_DATE + " to " + lastDate);
    }
}
