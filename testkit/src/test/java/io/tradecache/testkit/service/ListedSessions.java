package io.tradecache.testkit.service;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.PhaseChange;
import io.tradecache.core.model.market.TradingSession;
import io.tradecache.core.port.MarketCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A market in New York that trades in the sessions that a test lists, and knows of no other days. Immutable. */
final class ListedSessions implements MarketCalendar {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final LocalTime FULL_DAY = LocalTime.of(16, 0);

    private final List<TradingSession> sessions;

    private ListedSessions(List<TradingSession> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    static ListedSessions none() {
        return new ListedSessions(List.of());
    }

    /** These, and a session from 09:30 to 16:00, with pre-market from 04:00 and after-hours until 20:00. */
    ListedSessions and(String date) {
        return and(date, FULL_DAY);
    }

    /** These, and a session that ends at another hour. */
    ListedSessions and(String date, LocalTime close) {
        LocalDate day = LocalDate.parse(date);
        List<TradingSession> more = new ArrayList<>(sessions);
        more.add(new TradingSession(
                day,
                at(day, LocalTime.of(4, 0)),
                at(day, LocalTime.of(9, 30)),
                at(day, close),
                at(day, close.plusHours(4)),
                close.isBefore(FULL_DAY),
                false,
                null));
        return new ListedSessions(more);
    }

    private static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(NEW_YORK).toInstant();
    }

    @Override
    public String market() {
        return "LISTED";
    }

    @Override
    public ZoneId zone() {
        return NEW_YORK;
    }

    @Override
    public LocalDate firstDate() {
        return sessions.get(0).date();
    }

    @Override
    public LocalDate lastDate() {
        return sessions.get(sessions.size() - 1).date();
    }

    @Override
    public LocalDate confirmedThrough() {
        return lastDate();
    }

    @Override
    public MarketPhase phaseAt(Instant at) {
        return changes()
                .filter(change -> !change.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(PhaseChange::to)
                .orElse(MarketPhase.CLOSED);
    }

    @Override
    public Optional<PhaseChange> nextChange(Instant after) {
        return changes().filter(change -> change.at().isAfter(after)).findFirst();
    }

    @Override
    public Optional<Instant> nextOpen(Instant after) {
        return sessions.stream()
                .map(TradingSession::open)
                .filter(open -> open.isAfter(after))
                .findFirst();
    }

    @Override
    public Optional<Instant> nextClose(Instant after) {
        return sessions.stream()
                .map(TradingSession::close)
                .filter(close -> close.isAfter(after))
                .findFirst();
    }

    @Override
    public Optional<Instant> previousOpen(Instant at) {
        return sessions.stream()
                .map(TradingSession::open)
                .filter(open -> !open.isAfter(at))
                .max(Comparator.naturalOrder());
    }

    @Override
    public Optional<Instant> previousClose(Instant at) {
        return sessions.stream()
                .map(TradingSession::close)
                .filter(close -> !close.isAfter(at))
                .max(Comparator.naturalOrder());
    }

    @Override
    public Optional<TradingSession> session(LocalDate date) {
        return sessions.stream().filter(session -> session.date().equals(date)).findFirst();
    }

    @Override
    public List<TradingSession> sessions(LocalDate from, LocalDate to) {
        return from.datesUntil(to).map(this::session).flatMap(Optional::stream).toList();
    }

    @Override
    public LocalDate sessionDateAt(Instant at) {
        return sessions.stream()
                .filter(session -> session.afterHoursEnd().isAfter(at))
                .map(TradingSession::date)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Optional<Closure> closure(LocalDate date) {
        return session(date).isPresent()
                ? Optional.empty()
                : Optional.of(new Closure(date, "not listed", Closure.Kind.ONE_OFF));
    }

    private Stream<PhaseChange> changes() {
        return sessions.stream()
                .flatMap(session -> Stream.of(
                        new PhaseChange(session.preMarketOpen(), MarketPhase.CLOSED, MarketPhase.PRE_MARKET),
                        new PhaseChange(session.open(), MarketPhase.PRE_MARKET, MarketPhase.OPEN),
                        new PhaseChange(session.close(), MarketPhase.OPEN, MarketPhase.AFTER_HOURS),
                        new PhaseChange(session.afterHoursEnd(), MarketPhase.AFTER_HOURS, MarketPhase.CLOSED)));
    }
}
