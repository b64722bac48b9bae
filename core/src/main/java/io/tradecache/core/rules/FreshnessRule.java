package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import java.time.Duration;

/**
 * How good a price still is, by its age. Outside the regular session nothing is ever {@link Freshness#LIVE}. Immutable
 * and thread-safe.
 *
 * @param live up to this age, inclusive, a price is live
 * @param fresh up to this age, inclusive, it is fresh
 * @param stale up to this age, inclusive, it is stale; beyond it is outdated
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
     * The freshness of a price of a certain age.
     *
     * @param age since the source stated the price
     * @param moment what the market is doing now
     * @return the freshness
     */
    public Freshness of(Duration age, MarketMoment moment) {
        if (age.compareTo(live) <= 0 && moment.isOpen()) {
            return Freshness.LIVE;
        }
        if (age.compareTo(fresh) <= 0) {
            return Freshness.FRESH;
        }
        return age.compareTo(stale) <= 0 ? Freshness.STALE : Freshness.OUTDATED;
    }

    /**
     * A quote with its age and freshness.
     *
     * @param quote the quote
     * @param moment the present
     * @return the quote as it may be handed out now
     */
    public LiveQuote judge(Quote quote, MarketMoment moment) {
        Duration age = Duration.between(quote.asOf(), moment.now());
        Duration elapsed = age.isNegative() ? Duration.ZERO : age;
        return new LiveQuote(quote, moment.phase(), of(elapsed, moment), elapsed);
    }
}
