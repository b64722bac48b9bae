package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.market.TradingSession;
import io.tradecache.core.port.MarketCalendar;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the market is doing, and when it trades. Thread-safe. */
final class MarketRoutes {

    /** How many days one request may ask for. */
    static final int MOST_DAYS = 400;

    private static final int DEFAULT_DAYS = 30;

    private final MarketCalendar calendar;
    private final Clock clock;
    private final Answers answers;

    MarketRoutes(MarketCalendar calendar, Clock clock, Answers answers) {
        this.calendar = calendar;
        this.clock = clock;
        this.answers = answers;
    }

    /** What the market is doing at an instant; what is next is null for a market that never closes. */
    record Status(
            String market,
            MarketPhase phase,
            boolean isOpen,
            @Nullable Instant nextOpen,
            @Nullable Instant nextClose,
            LocalDate sessionDate,
            boolean earlyClose,
            Instant asOf) {}

    /** When a market trades from one day to another, both included; weekends are no closures worth telling. */
    record Days(String market, LocalDate from, LocalDate to, List<Session> sessions, List<Closure> closures) {}

    /** The regular session of a day, with a name when its hours were set for this day alone. */
    record Session(
            LocalDate date,
            Instant open,
            Instant close,
            boolean earlyClose,
            boolean lateOpen,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String name) {

        static Session from(TradingSession session) {
            return new Session(
                    session.date(),
                    session.open(),
                    session.close(),
                    session.earlyClose(),
                    session.lateOpen(),
                    session.name());
        }
    }

    void register(RoutesConfig routes) {
        Routing.get(routes, Routing.API + "/market/status", this::status, Audience.USERS);
        Routing.get(routes, Routing.API + "/market/sessions", this::sessions, Audience.USERS);
    }

    private void status(Context ctx) {
        Instant now = clock.instant();
        MarketPhase phase = calendar.phaseAt(now);
        LocalDate date = calendar.sessionDateAt(now);
        answers.fresh(
                ctx,
                new Status(
                        calendar.market(),
                        phase,
                        phase == MarketPhase.OPEN,
                        calendar.nextOpen(now).orElse(null),
                        calendar.nextClose(now).orElse(null),
                        date,
                        calendar.session(date).map(TradingSession::earlyClose).orElse(false),
                        now));
    }

    private void sessions(Context ctx) {
        Query query = new Query(ctx);
        Optional<LocalDate> first = query.optional("from", text -> date("from", text));
        Optional<LocalDate> last = query.optional("to", text -> date("to", text));
        query.close();
        LocalDate from = first.orElseGet(() -> LocalDate.ofInstant(clock.instant(), calendar.zone()));
        LocalDate to = last.orElseGet(() -> from.plusDays(DEFAULT_DAYS - 1L));
        long days = to.toEpochDay() - from.toEpochDay() + 1;
        if (to.isAfter(calendar.lastDate())) {
            query.refuse("to", "to " + known());
        } else if (days < 1 || days > MOST_DAYS) {
            query.refuse("to", "from " + from + " to " + to + " must be 1 to " + MOST_DAYS + " days");
        }
        query.close();
        answers.fresh(ctx, days(from, to));
    }

    private Days days(LocalDate from, LocalDate to) {
        LocalDate end = to.plusDays(1);
        List<Closure> closures = from.datesUntil(end)
                .map(calendar::closure)
                .flatMap(Optional::stream)
                .filter(closure -> closure.kind() != Closure.Kind.WEEKEND)
                .toList();
        List<Session> sessions =
                calendar.sessions(from, end).stream().map(Session::from).toList();
        return new Days(calendar.market(), from, to, sessions, closures);
    }

    private LocalDate date(String parameter, String text) {
        LocalDate date = IsoDate.parse(parameter, text);
        if (date.isBefore(calendar.firstDate()) || date.isAfter(calendar.lastDate())) {
            throw new InvalidFieldException(parameter, known());
        }
        return date;
    }

    private String known() {
        return "must be from " + calendar.firstDate() + " to " + calendar.lastDate();
    }
}
