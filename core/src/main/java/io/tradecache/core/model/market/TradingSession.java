package io.tradecache.core.model.market;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day's trading. Every span is half-open: it contains its beginning and not its end. Immutable.
 *
 * @param date the session's label, in the market's zone; trading need not fall on this date alone
 * @param preMarketOpen when trading before the regular session begins
 * @param open when the regular session begins
 * @param close when it ends
 * @param afterHoursEnd when trading after it ends
 * @param earlyClose whether it ends before its usual hour
 * @param lateOpen whether it begins after its usual hour
 * @param name why its hours were set for this day alone, for people, for example {@code Snowstorm}; null when a rule made them
 */
public record TradingSession(
        LocalDate date,
        Instant preMarketOpen,
        Instant open,
        Instant close,
        Instant afterHoursEnd,
        boolean earlyClose,
        boolean lateOpen,
        @Nullable String name) {

    /** Checks the order of the instants. */
    public TradingSession {
        if (preMarketOpen.isAfter(open) || !open.isBefore(close) || close.isAfter(afterHoursEnd)) {
            throw new IllegalArgumentException(
                    "session " + date + " must run from pre-market over open and close to after-hours");
        }
    }

    /**
     * How long the regular session lasts.
     *
     * @return from open to close, in elapsed time
     */
    public Duration length() {
        return Duration.between(open, close);
    }
}
