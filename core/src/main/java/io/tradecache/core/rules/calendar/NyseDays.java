package io.tradecache.core.rules.calendar;

import io.tradecache.core.model.market.Closure;
import io.tradecache.core.model.market.MarketOverride;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a day of the New York Stock Exchange is: overrides win over the file of one-offs, which wins over the rules.
 * Immutable.
 */
final class NyseDays {

    private static final List<MarketOverride> ONE_OFFS = OneOffs.of("xnys.txt");

    private final Map<LocalDate, String> holidays = new HashMap<>();
    private final Map<LocalDate, MarketOverride> irregular = new HashMap<>();

    /** The days of some years, the last included. */
    NyseDays(int firstYear, int lastYear, List<MarketOverride> overrides) {
        for (int year = firstYear; year <= lastYear; year++) {
            holidays.putAll(NyseHolidays.of(year));
        }
        ONE_OFFS.forEach(day -> irregular.put(day.date(), day));
        overrides.forEach(day -> irregular.put(day.date(), day));
    }

    /** One regular session by the wall clocks, what is usual for its day, and the name of a day that has its own hours. */
    record Hours(
            NyseHours usual,
            LocalTime open,
            LocalTime close,
            @Nullable String name) {}

    /** Why a day has no session; empty when it has {@link #hours}. */
    Optional<Closure> closure(LocalDate date) {
        MarketOverride special = irregular.get(date);
        if (special != null) {
            return special.kind() == MarketOverride.Kind.CLOSED
                    ? Optional.of(new Closure(date, special.name(), Closure.Kind.ONE_OFF))
                    : Optional.empty();
        }
        if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) {
            return Optional.of(new Closure(date, "Weekend", Closure.Kind.WEEKEND));
        }
        return Optional.ofNullable(holidays.get(date)).map(name -> new Closure(date, name, Closure.Kind.HOLIDAY));
    }

    /** The hours of a day that is not closed. */
    Hours hours(LocalDate date) {
        NyseHours usual = NyseHours.on(date);
        MarketOverride special = irregular.get(date);
        if (special != null && special.open() != null && special.close() != null) {
            return new Hours(usual, special.open(), special.close(), special.name());
        }
        return new Hours(usual, usual.open(), NyseEarlyCloses.of(date).orElse(usual.close()), null);
    }
}
