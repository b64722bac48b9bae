package io.tradecache.core.rules.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The days on which the New York Stock Exchange closes early by a rule, from 1990 on. Stateless. */
final class NyseEarlyCloses {

    private static final LocalTime ONE = LocalTime.of(13, 0);
    private static final LocalTime TWO = LocalTime.of(14, 0);

    private static final int FIRST_AT_ONE = 1993;
    private static final int FIRST_AFTER_THANKSGIVING = 1992;
    private static final int FIRST_AROUND_INDEPENDENCE_DAY = 1995;
    private static final int FIRST_WEDNESDAY_BEFORE = 2013;

    /** Before a Thursday's holiday the market closed early only from 2013 on; until then the Friday after it did. */
    private static final Set<DayOfWeek> EVES_OF_INDEPENDENCE_DAY =
            EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.THURSDAY);

    private NyseEarlyCloses() {}

    /** When a session of this day ends early by rule; empty when it does not. To be asked about sessions only. */
    static Optional<LocalTime> of(LocalDate date) {
        boolean early = switch (date.getMonth()) {
            case JULY -> isAroundIndependenceDay(date);
            case NOVEMBER -> isAfterThanksgiving(date);
            case DECEMBER -> isChristmasEve(date);
            default -> false;
        };
        return early ? Optional.of(date.getYear() < FIRST_AT_ONE ? TWO : ONE) : Optional.empty();
    }

    private static boolean isAfterThanksgiving(LocalDate date) {
        int year = date.getYear();
        return year >= FIRST_AFTER_THANKSGIVING
                && date.equals(NyseHolidays.thanksgiving(year).plusDays(1));
    }

    private static boolean isChristmasEve(LocalDate date) {
        return date.getDayOfMonth() == 24 && date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) < 0;
    }

    private static boolean isAroundIndependenceDay(LocalDate date) {
        int year = date.getYear();
        if (year < FIRST_AROUND_INDEPENDENCE_DAY) {
            return false;
        }
        boolean fromThenOn = year >= FIRST_WEDNESDAY_BEFORE;
        return switch (date.getDayOfMonth()) {
            case 3 ->
                EVES_OF_INDEPENDENCE_DAY.contains(date.getDayOfWeek())
                        || (fromThenOn && date.getDayOfWeek() == DayOfWeek.WEDNESDAY);
            case 5 -> !fromThenOn && date.getDayOfWeek() == DayOfWeek.FRIDAY;
            default -> false;
        };
    }
}
