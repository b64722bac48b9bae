package io.tradecache.core.rules.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/**
 * The hours of US equities on a day without anything special, by New York's wall clocks. Before and after the regular
 * session it is not the floor of the New York Stock Exchange that trades but the electronic markets around it; for the time
 * before 2013 these hours are nominal. Immutable.
 *
 * @param since the first day of these hours
 * @param preMarketOpen when trading before the regular session begins
 * @param open when the regular session begins
 * @param close when it ends
 * @param afterHoursEnd when trading after it ends
 * @param afterEarlyCloseEnd the same on a day on which the regular session ends early
 */
record NyseHours(
        LocalDate since,
        LocalTime preMarketOpen,
        LocalTime open,
        LocalTime close,
        LocalTime afterHoursEnd,
        LocalTime afterEarlyCloseEnd) {

    /** The newest first. Another row is all it takes when a market changes its hours. */
    private static final List<NyseHours> ROWS = List.of(new NyseHours(
            LocalDate.of(1990, 1, 1),
            LocalTime.of(4, 0),
            LocalTime.of(9, 30),
            LocalTime.of(16, 0),
            LocalTime.of(20, 0),
            LocalTime.of(17, 0)));

    /** The hours of a day that the calendar covers. */
    static NyseHours on(LocalDate date) {
        for (NyseHours row : ROWS) {
            if (!date.isBefore(row.since)) {
                return row;
            }
        }
        throw new IllegalArgumentException("no hours are known of " + date);
    }

    /** When trading ends on a day whose regular session ends at a time. */
    LocalTime endAfter(LocalTime closing) {
        return closing.isBefore(close) ? afterEarlyCloseEnd : afterHoursEnd;
    }
}
