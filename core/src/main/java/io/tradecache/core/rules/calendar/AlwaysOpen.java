package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import io.tradecache.core.port.MarketCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The simulated market, which never closes. Its sessions are the days of UTC. Immutable and thread-safe. */
public final class AlwaysOpen implements MarketCalendar {

    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    /** Creates the calendar. */
    public AlwaysOpen() {}

    @Override
    public String market() {
        return "SIM";
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public LocalDate firstDate() {
        return FIRST;
    }

    @Override
    public LocalDate lastDate() {
        return LAST;
    }

    @Override
    public LocalDate confirmedThrough() {
        return LAST;
    }

    @Override
    public MarketPhase phaseAt(Instant at) {
        return MarketPhase.OPEN;
    }

    @Override
    public Optional<PhaseChange> nextChange(Instant after) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> nextOpen(Instant after) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> nextClose(Instant after) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> previousOpen(Instant at) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> previousClose(Instant at) {
        return Optional.empty();
    }

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant next = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Optional.of(new TradingSession(date, midnight, midnight, next, next, false, false, null));
    }

    @Override
    public List<TradingSession> sessions(LocalDate from, LocalDate to) {
        return from.datesUntil(to).map(this::session).flatMap(Optional::stream).toList();
    }

    @Override
    public LocalDate sessionDateAt(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    @Override
    public Optional<Closure> closure(LocalDate date) {
        return Optional.empty();
    }
}
