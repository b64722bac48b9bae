package io.tradecache.core.model.market;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Text;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A day that is not as the rules of its market say: closed, or open from one time to another. Immutable.
 *
 * @param date the day, in the market's zone; a Saturday or Sunday too
 * @param kind whether it is closed or has hours
 * @param open when the regular session begins, in the market's zone; null when closed
 * @param close when it ends; null when closed
 * @param name why, for people; one line, for example {@code Snowstorm}
 */
public record MarketOverride(
        LocalDate date,
        Kind kind,
        @Nullable LocalTime open,
        @Nullable LocalTime close,
        String name) {

    /** What a day is instead. */
    public enum Kind {
        /** No trading at all. */
        CLOSED,
        /** A regular session of these hours. */
        HOURS
    }

    /** Trading before and after the regular hours is between these, so that a session's four changes never coincide. */
    private static final LocalTime EARLIEST = LocalTime.of(4, 0);

    private static final LocalTime LATEST = LocalTime.of(20, 0);

    /**
     * Checks the parts.
     *
     * @throws InvalidFieldException when hours are missing or superfluous, are not whole minutes in ascending order between
     *     04:00 and 20:00, or the name is not one line
     */
    public MarketOverride {
        if (kind == Kind.CLOSED) {
            requireNone("open", open);
            requireNone("close", close);
        } else {
            LocalTime opening = requireTime("open", open);
            if (!requireTime("close", close).isAfter(opening)) {
                throw new InvalidFieldException("close", "must be after open, " + opening);
            }
        }
        name = Text.NAME.require("name", name);
    }

    /**
     * A day without trading.
     *
     * @param date the day
     * @param name why
     * @return the override
     */
    public static MarketOverride closed(LocalDate date, String name) {
        return new MarketOverride(date, Kind.CLOSED, null, null, name);
    }

    /**
     * A day with hours of its own.
     *
     * @param date the day
     * @param open when the regular session begins
     * @param close when it ends
     * @param name why
     * @return the override
     */
    public static MarketOverride hours(LocalDate date, LocalTime open, LocalTime close, String name) {
        return new MarketOverride(date, Kind.HOURS, open, close, name);
    }

    /**
     * Overrides of one market by date.
     *
     * @param overrides in any order
     * @return in ascending order of date
     * @throws InvalidFieldException when a date stands twice
     */
    public static List<MarketOverride> inOrder(List<MarketOverride> overrides) {
        SortedMap<LocalDate, MarketOverride> byDate = new TreeMap<>();
        for (MarketOverride override : overrides) {
            if (byDate.put(override.date, override) != null) {
                throw new InvalidFieldException("overrides", "must name " + override.date + " once");
            }
        }
        return List.copyOf(byDate.values());
    }

    private static void requireNone(String field, @Nullable LocalTime time) {
        if (time != null) {
            throw new InvalidFieldException(field, "must be missing on a day that is closed");
        }
    }

    private static LocalTime requireTime(String field, @Nullable LocalTime time) {
        if (time == null) {
            throw new InvalidFieldException(field, "must be given for a day with hours");
        }
        if (!time.equals(time.truncatedTo(ChronoUnit.MINUTES))) {
            throw new InvalidFieldException(field, "must be a whole minute");
        }
        if (!time.isAfter(EARLIEST) || !time.isBefore(LATEST)) {
            throw new InvalidFieldException(field, "must be after " + EARLIEST + " and before " + LATEST);
        }
        return time;
    }
}
