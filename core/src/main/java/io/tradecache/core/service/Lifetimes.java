package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.rules.TimeToLive;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/**
 * How long values live from now on. Immutable and thread-safe.
 *
 * @param rules how long values live at a moment
 * @param calendar what the market is doing, which lifetimes depend on
 * @param clock the present
 */
public record Lifetimes(TimeToLive rules, MarketCalendar calendar, Clock clock) {

    /** How long a value may be shared that is stored now. */
    Duration shared(CacheKey<?> key, CacheEntry<?> entry) {
        return rules.of(key, entry.value(), calendar.moment(clock.instant()));
    }

    /** Whether two instants belong to one session, or to what is around it. */
    boolean isSameSession(Instant one, Instant other) {
        try {
            return calendar.sessionDateAt(one).equals(calendar.sessionDateAt(other));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** How long a copy may stay in this node that is made now. */
    Duration near(CacheKey<?> key, CacheEntry<?> entry) {
        return rules.near(key, entry, calendar.moment(clock.instant()));
    }
}
