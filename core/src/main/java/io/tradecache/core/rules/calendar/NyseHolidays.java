package io.tradecache.core.rules.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashMap;
import java.util.Map;

/** The holidays of the New York Stock Exchange that come back by a rule, from 1990 on. Stateless. */
final class NyseHolidays {

    private static final int FIRST_MARTIN_LUTHER_KING = 1998;
    private static final int FIRST_JUNETEENTH = 2022;

    private NyseHolidays() {}

    /** The holidays on which a year has no session, with their names. None is on a weekend. */
    static Map<LocalDate, String> of(int year) {
        Map<LocalDate, String> holidays = new HashMap<>();
        LocalDate newYear = LocalDate.of(year, 1, 1);
        // On a Saturday it is not observed: the Friday before closes the books of a year.
        if (newYear.getDayOfWeek() != SATURDAY) {
            holidays.put(observed(newYear), "New Year's Day");
        }
        if (year >= FIRST_MARTIN_LUTHER_KING) {
            holidays.put(nth(3, MONDAY, year, Month.JANUARY), "Martin Luther King Jr. Day");
        }
        holidays.put(nth(3, MONDAY, year, Month.FEBRUARY), "Washington's Birthday");
        holidays.put(easter(year).minusDays(2), "Good Friday");
        holidays.put(LocalDate.of(year, Month.MAY, 1).with(lastInMonth(MONDAY)), "Memorial Day");
        if (year >= FIRST_JUNETEENTH) {
            holidays.put(observed(LocalDate.of(year, Month.JUNE, 19)), "Juneteenth National Independence Day");
        }
        holidays.put(observed(LocalDate.of(year, Month.JULY, 4)), "Independence Day");
        holidays.put(nth(1, MONDAY, year, Month.SEPTEMBER), "Labor Day");
        holidays.put(thanksgiving(year), "Thanksgiving Day");
        holidays.put(observed(LocalDate.of(year, Month.DECEMBER, 25)), "Christmas Day");
        return holidays;
    }

    /** The fourth Thursday of November, which need not be the last. */
    static LocalDate thanksgiving(int year) {
        return nth(4, THURSDAY, year, Month.NOVEMBER);
    }

    private static LocalDate nth(int which, DayOfWeek day, int year, Month month) {
        return LocalDate.of(year, month, 1).with(dayOfWeekInMonth(which, day));
    }

    private static LocalDate observed(LocalDate holiday) {
        if (holiday.getDayOfWeek() == SATURDAY) {
            return holiday.minusDays(1);
        }
        return holiday.getDayOfWeek() == SUNDAY ? holiday.plusDays(1) : holiday;
    }

    /** Easter Sunday of the Gregorian calendar: the Sunday after the full moon of the church's tables. */
    private static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int age = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
        int moon = age - age / 28 * (1 - 29 / (age + 1) * ((21 - golden) / 11));
        int weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
        return LocalDate.of(year, Month.MARCH, 28).plusDays(moon - weekday);
    }
}
