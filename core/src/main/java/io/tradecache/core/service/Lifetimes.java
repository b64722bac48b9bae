package io.tradecache.core.service;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.rules.TimeToLive;
import java.time.Clock;
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
    Duration shared(Family family) {
        return rules.of(family, calendar.moment(clock.instant()));
    }

    /** How long a copy may stay in this node that is made now. */
    Duration near(Family family, CacheEntry<?> entry) {
        Instant now = clock.instant();
        Duration age = Duration.between(entry.storedAt(), now);
        return rules.near(family, age.isNegative() ? Duration.ZERO : age, calendar.moment(now));
    }
}
