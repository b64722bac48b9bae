package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.market.MarketMoment;
import java.time.Duration;

/**
 * How long a cached value may live. Values without prices live {@link #standard()}; values that contain prices live
 * shorter while the market is open, and never past the next change of its phase. Immutable and thread-safe.
 *
 * @param standard for portfolios, watchlists and declared entities
 * @param realTimeOpen for quotes and valued views in the regular session, and for batches of quotes at any time
 * @param realTimeClosed for the same outside it
 * @param history for completed daily bars
 * @param series for the recent series of a symbol
 * @param news for news
 * @param indicators for indicators
 */
public record TimeToLive(
        Duration standard,
        Duration realTimeOpen,
        Duration realTimeClosed,
        Duration history,
        Duration series,
        Duration news,
        Duration indicators) {

    /** No value is kept for less, however near the next change of phase is. */
    public static final Duration FLOOR = Duration.ofSeconds(1);

    /** How long a copy inside one node lives at most. */
    public static final Duration NEAR = Duration.ofSeconds(30);

    /** How long a copy that contains prices lives at most. */
    public static final Duration NEAR_REAL_TIME = Duration.ofSeconds(5);

    /** The lifetimes of the cache guide. */
    public static final TimeToLive GUIDE = new TimeToLive(
            Duration.ofMinutes(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(24),
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofHours(1));

    /** Checks that every lifetime is at least the floor. */
    public TimeToLive {
        check("standard", standard);
        check("realTimeOpen", realTimeOpen);
        check("realTimeClosed", realTimeClosed);
        check("history", history);
        check("series", series);
        check("news", news);
        check("indicators", indicators);
    }

    /**
     * The lifetime of a value that is stored at a moment.
     *
     * @param family of its key
     * @param moment what the market is doing then
     * @return at least {@link #FLOOR}
     */
    public Duration of(Family family, MarketMoment moment) {
        return switch (family) {
            case PORTFOLIOS, PORTFOLIO, WATCHLISTS, WATCHLIST, DECLARED -> standard;
            case PORTFOLIO_RT, ANALYTICS, WATCHLIST_RT, PRICE_RT ->
                moment.cut(moment.isOpen() ? realTimeOpen : realTimeClosed, FLOOR);
            case PRICES_RT -> moment.cut(realTimeOpen, FLOOR);
            case PRICE_DAY -> history;
            case PRICES -> moment.cut(series, FLOOR);
            case NEWS -> news;
            case INDICATORS -> moment.cut(indicators, FLOOR);
        };
    }

    /**
     * How long a copy inside one node may live: not longer than the shared value itself, and never long, since a copy is
     * the one thing that nobody can take back for sure.
     *
     * @param family of its key
     * @param age how long ago the value was loaded
     * @param moment what the market is doing now
     * @return at most {@link #NEAR}, and {@link #NEAR_REAL_TIME} for values that contain prices; zero when the value is
     *     too old for a copy
     */
    public Duration near(Family family, Duration age, MarketMoment moment) {
        Duration longest = switch (family) {
            case PORTFOLIO_RT, ANALYTICS, WATCHLIST_RT, PRICE_RT, PRICES_RT -> NEAR_REAL_TIME;
            case PORTFOLIOS, PORTFOLIO, WATCHLISTS, WATCHLIST, PRICE_DAY, PRICES, NEWS, INDICATORS, DECLARED -> NEAR;
        };
        Duration left = of(family, moment).minus(age);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private static void check(String name, Duration lifetime) {
        if (lifetime.compareTo(FLOOR) < 0) {
            throw new InvalidFieldException(name, "must be at least " + FLOOR.toSeconds() + " s");
        }
    }
}
