package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.price.DailyBar;
import java.time.Duration;

/**
 * How long a cached value may live. Values without prices live {@link #standard()}; values that contain prices live
 * shorter while the market is open, and never past the next change of its phase. Immutable and thread-safe.
 *
 * @param standard for portfolios, watchlists and declared entities
 * @param realTimeOpen for quotes and valued views in the regular session, and for batches of quotes at any time
 * @param realTimeClosed for the same outside it
 * @param history for completed daily bars; the bar of a session that is not over lives as long as a quote
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

    /** By up to which part of its lifetime a value is dropped earlier, where no exact lifetime is promised: a tenth. */
    public static final int SHORTENING = 10;

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
     * The lifetime of the values of a family that are stored at a moment.
     *
     * @param family of their keys
     * @param moment what the market is doing then
     * @return at least {@link #FLOOR}
     */
    public Duration of(Family family, MarketMoment moment) {
        return switch (family) {
            case PORTFOLIOS, PORTFOLIO, WATCHLISTS, WATCHLIST, DECLARED -> standard;
            case PORTFOLIO_RT, ANALYTICS, WATCHLIST_RT, PRICE_RT -> realTime(moment);
            case PRICES_RT -> moment.cut(realTimeOpen, FLOOR);
            case PRICE_DAY -> history;
            case PRICES -> moment.cut(series, FLOOR);
            case NEWS -> news;
            case INDICATORS -> moment.cut(indicators, FLOOR);
        };
    }

    /**
     * The lifetime of one value that is stored at a moment: that of its family, except for a bar that still changes. Of
     * series, news and indicators, which nobody promises an exact lifetime, those that were loaded together do not
     * expire together.
     *
     * @param key its key
     * @param value the value
     * @param moment what the market is doing then
     * @return at least {@link #FLOOR}
     */
    public Duration of(CacheKey<?> key, Object value, MarketMoment moment) {
        return switch (key.family()) {
            case PRICE_DAY -> value instanceof DailyBar bar && !bar.complete() ? realTime(moment) : history;
            case PRICES -> moment.cut(shortened(series, key), FLOOR);
            case NEWS -> shortened(news, key);
            case INDICATORS -> moment.cut(shortened(indicators, key), FLOOR);
            default -> of(key.family(), moment);
        };
    }

    /**
     * How long a copy inside one node may live: not longer than the shared value itself, and never long, since a copy is
     * the one thing that nobody can take back for sure.
     *
     * @param key of the value
     * @param entry the value and when it was loaded
     * @param moment what the market is doing now
     * @return at most {@link #NEAR}, and {@link #NEAR_REAL_TIME} for values that contain prices of now; zero when the
     *     value is too old for a copy
     */
    public Duration near(CacheKey<?> key, CacheEntry<?> entry, MarketMoment moment) {
        Duration longest = isRealTime(key.family(), entry.value()) ? NEAR_REAL_TIME : NEAR;
        Duration age = Duration.between(entry.storedAt(), moment.now());
        Duration left = of(key, entry.value(), moment).minus(age.isNegative() ? Duration.ZERO : age);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private static boolean isRealTime(Family family, Object value) {
        return switch (family) {
            case PORTFOLIO_RT, ANALYTICS, WATCHLIST_RT, PRICE_RT, PRICES_RT -> true;
            case PRICE_DAY -> value instanceof DailyBar bar && !bar.complete();
            case PORTFOLIOS, PORTFOLIO, WATCHLISTS, WATCHLIST, PRICES, NEWS, INDICATORS, DECLARED -> false;
        };
    }

    private Duration realTime(MarketMoment moment) {
        return moment.cut(moment.isOpen() ? realTimeOpen : realTimeClosed, FLOOR);
    }

    private static Duration shortened(Duration lifetime, CacheKey<?> key) {
        Duration shorter = lifetime.minus(Spread.part(lifetime.dividedBy(SHORTENING), key.text()));
        return shorter.compareTo(FLOOR) < 0 ? FLOOR : shorter;
    }

    private static void check(String name, Duration lifetime) {
        if (lifetime.compareTo(FLOOR) < 0) {
            throw new InvalidFieldException(name, "must be at least " + FLOOR.toSeconds() + " s");
        }
    }
}
