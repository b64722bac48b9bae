package io.tradecache.core.service;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.MarketOverrides;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;

/**
 * What operators do with the hours of the market: they override days, at any node, and every node follows when it next
 * looks. It starts no thread; whoever embeds the core calls {@link #refresh} about once a second. Thread-safe.
 */
public final class MarketHours {

    /** How many days may be overridden at once. */
    public static final int MOST_OVERRIDES = 1_000;

    private final MarketCalendar calendar;
    private final MarketOverrides kept;
    private final Consumer<List<MarketOverride>> calendarOverride;

    /** What the calendar goes by; guarded by this. */
    private List<MarketOverride> followed = List.of();

    /**
     * Wires the parts.
     *
     * @param calendar the market's, which goes by no overrides yet
     * @param kept where all nodes find the overrides
     * @param calendarOverride makes the calendar go by others
     */
    public MarketHours(MarketCalendar calendar, MarketOverrides kept, Consumer<List<MarketOverride>> calendarOverride) {
        this.calendar = calendar;
        this.kept = kept;
        this.calendarOverride = calendarOverride;
    }

    /**
     * When the market trades.
     *
     * @return the same at every call; its answers follow the overrides
     */
    public MarketCalendar calendar() {
        return calendar;
    }

    /**
     * The overrides as they are kept, which this node may not follow yet.
     *
     * @return in ascending order of date
     */
    public List<MarketOverride> overrides() {
        return kept.all(calendar.market());
    }

    /**
     * Checks that an override is of a day that the market has.
     *
     * @param override to be checked
     * @throws InvalidFieldException when the calendar does not know its date
     */
    public void check(MarketOverride override) {
        LocalDate date = override.date();
        if (date.isBefore(calendar.firstDate()) || date.isAfter(calendar.lastDate())) {
            throw new InvalidFieldException(
                    "date", "must be from " + calendar.firstDate() + " to " + calendar.lastDate());
        }
    }

    /**
     * Keeps overrides in the place of all others. This node follows them at once.
     *
     * @param overrides in any order, none for a date twice
     * @throws InvalidFieldException when there are too many, or one of them cannot be; nothing is changed then
     */
    public void replace(List<MarketOverride> overrides) {
        if (overrides.size() > MOST_OVERRIDES) {
            throw new InvalidFieldException("overrides", "must be at most " + MOST_OVERRIDES);
        }
        overrides.forEach(this::check);
        kept.replace(calendar.market(), overrides);
        refresh();
    }

    /**
     * Looks what is overridden now, and lets the calendar follow.
     *
     * @return whether that is other than at the last look
     */
    public synchronized boolean refresh() {
        List<MarketOverride> now = overrides();
        if (now.equals(followed)) {
            return false;
        }
        calendarOverride.accept(now);
        followed = now;
        return true;
    }
}
