package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.Closes;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import java.time.Duration;
import java.time.Instant;

/**
 * How good a price still is: in the regular session by its age, and outside it by the close that it belongs to, since
 * the last close of a stock is the best price there is until it trades again. Outside the session nothing is ever
 * {@link Freshness#LIVE}. Immutable and thread-safe.
 *
 * @param live in the session, up to this age, inclusive, a price is live
 * @param fresh in the session, up to this age, inclusive, it is fresh
 * @param stale in the session, up to this age, inclusive, it is stale; beyond it is outdated. A price that had not passed
 *     this age when a session ended belongs to its close
 */
public record FreshnessRule(Duration live, Duration fresh, Duration stale) {

    /** The thresholds that tradecache ships with: 5 s, 30 s and 5 min. */
    public static final FreshnessRule DEFAULT =
            new FreshnessRule(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5));

    /** Checks that the thresholds rise. */
    public FreshnessRule {
        if (live.isNegative() || fresh.compareTo(live) < 0 || stale.compareTo(fresh) < 0) {
            throw new InvalidFieldException("freshness", "thresholds must rise from live over fresh to stale");
        }
    }

    /**
     * A quote with its age and freshness.
     *
     * @param quote the quote
     * @param moment the present
     * @param closes the last two closes before it; they count only while the regular session is not on
     * @return the quote as it may be handed out now
     */
    public LiveQuote judge(Quote quote, MarketMoment moment, Closes closes) {
        Duration age = Duration.between(quote.asOf(), moment.now());
        Duration elapsed = age.isNegative() ? Duration.ZERO : age;
        return new LiveQuote(quote, moment.phase(), freshness(quote.asOf(), elapsed, moment, closes), elapsed);
    }

    private Freshness freshness(Instant asOf, Duration age, MarketMoment moment, Closes closes) {
        Instant last = closes.last();
        if (moment.isOpen() || last == null) {
            return byAge(age, moment);
        }
        if (belongsTo(asOf, last)) {
            return Freshness.FRESH;
        }
        Instant beforeLast = closes.beforeLast();
        return beforeLast != null && belongsTo(asOf, beforeLast) ? Freshness.STALE : Freshness.OUTDATED;
    }

    private Freshness byAge(Duration age, MarketMoment moment) {
        if (age.compareTo(live) <= 0 && moment.isOpen()) {
            return Freshness.LIVE;
        }
        if (age.compareTo(fresh) <= 0) {
            return Freshness.FRESH;
        }
        return age.compareTo(stale) <= 0 ? Freshness.STALE : Freshness.OUTDATED;
    }

    /** What was stated after a close is not older than it, so it belongs to it as well. */
    private boolean belongsTo(Instant asOf, Instant close) {
        return !asOf.isBefore(close.minus(stale));
    }
}
