package io.tradecache.core.model.market;

import java.time.LocalDate;

/**
 * A day without a session. Immutable.
 *
 * @param date the day, in the market's zone
 * @param name for people, for example {@code Thanksgiving Day}
 * @param kind why there is none
 */
public record Closure(LocalDate date, String name, Kind kind) {

    /** Why a market is closed for a day. */
    public enum Kind {
        /** Saturday or Sunday. */
        WEEKEND,
        /** A holiday that comes back by a rule. */
        HOLIDAY,
        /** Announced for this day alone. */
        ONE_OFF
    }
}
