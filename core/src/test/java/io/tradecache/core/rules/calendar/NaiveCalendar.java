package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.MarketPhase;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * When US equities trade, by wall clocks and a list of days, as slowly as one likes: what the calendar is compared with. It
 * takes its days from the listing, which was written down apart from the rules.
 */
final class NaiveCalendar {

    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final Map<LocalDate, ListedDay> listed = new HashMap<>();

    NaiveCalendar() {
        ListedDay.all().forEach(day -> listed.put(day.date(), day));
    }

    MarketPhase phaseAt(Instant at) {
        ZonedDateTime local = at.atZone(NEW_YORK);
        LocalDate date = local.toLocalDate();
        ListedDay day = listed.get(date);
        if (isWeekend(date) || (day != null && day.isClosed())) {
            return MarketPhase.CLOSED;
        }
        LocalTime open = day == null ? LocalTime.of(9, 30) : day.open();
        LocalTime close = day == null ? LocalTime.of(16, 0) : day.close();
        LocalTime end = close.isBefore(LocalTime.of(16, 0)) ? LocalTime.of(17, 0) : LocalTime.of(20, 0);
        LocalTime time = local.toLocalTime();
        if (time.isBefore(LocalTime.of(4, 0)) || !time.isBefore(end)) {
            return MarketPhase.CLOSED;
        }
        if (time.isBefore(open)) {
            return MarketPhase.PRE_MARKET;
        }
        return time.isBefore(close) ? MarketPhase.OPEN : MarketPhase.AFTER_HOURS;
    }

    private static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
