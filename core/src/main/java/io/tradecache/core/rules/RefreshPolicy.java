package io.tradecache.core.rules;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often what is known of a symbol is fetched again. Outside the regular session nothing but the phase counts; in it,
 * a volatile symbol and one whose company reports its earnings are fetched more often. Immutable and thread-safe.
 *
 * @param base the interval of each type in the regular session
 * @param phaseFactor what each phase multiplies the interval by; 1 or above
 * @param volatilityThreshold above this annualised volatility, exclusive, a symbol is volatile
 * @param volatilityDivisor what the interval of a volatile symbol is divided by; 1 or above
 * @param earningsDivisor what the interval on a day of earnings is divided by; 1 or above
 * @param extendedHoursEarnings whether earnings count before and after the regular session too
 */
public record RefreshPolicy(
        Map<DataType, Duration> base,
        Map<MarketPhase, Integer> phaseFactor,
        double volatilityThreshold,
        int volatilityDivisor,
        int earningsDivisor,
        boolean extendedHoursEarnings) {

    /** Nothing is fetched more often, since a provider limits its callers. */
    public static final Duration FLOOR = Duration.ofSeconds(1);

    /** How long after the close the prints of the closing auction have arrived. */
    public static final Duration CLOSE_GRACE = Duration.ofSeconds(5);

    /** Over which part of its interval in the session a symbol may be put off when the market opens: a tenth. */
    public static final int OPENING_SPREAD = 10;

    /** The rhythm of the cache guide. */
    public static final RefreshPolicy GUIDE = new RefreshPolicy(
            Map.of(
                    DataType.PRICE_CURRENT, Duration.ofSeconds(30),
                    DataType.PRICE_INTRADAY, Duration.ofMinutes(15),
                    DataType.NEWS, Duration.ofMinutes(5),
                    DataType.INDICATORS, Duration.ofHours(1)),
            Map.of(
                    MarketPhase.OPEN, 1,
                    MarketPhase.CLOSED, 10,
                    MarketPhase.PRE_MARKET, 10,
                    MarketPhase.AFTER_HOURS, 10),
            0.3,
            2,
            4,
            false);

    /** Checks that every type and phase has its number, and copies the maps. */
    public RefreshPolicy {
        for (DataType type : DataType.values()) {
            Duration interval = base.get(type);
            if (interval == null || interval.compareTo(FLOOR) < 0) {
                throw new InvalidFieldException("refresh.base." + type, "must be at least " + FLOOR.toSeconds() + " s");
            }
        }
        for (MarketPhase phase : MarketPhase.values()) {
            Integer factor = phaseFactor.get(phase);
            require("refresh.phase_factor." + phase, factor == null ? 0 : factor);
        }
        if (!(volatilityThreshold >= 0)) {
            throw new InvalidFieldException("refresh.volatility_threshold", "must not be negative");
        }
        require("refresh.volatility_divisor", volatilityDivisor);
        require("refresh.earnings_divisor", earningsDivisor);
        base = Collections.unmodifiableMap(new EnumMap<>(base));
        phaseFactor = Collections.unmodifiableMap(new EnumMap<>(phaseFactor));
    }

    /**
     * When something that was fetched at a moment is to be fetched again.
     *
     * @param type what was fetched
     * @param observed what is known of the symbol
     * @param moment when, and what the market is doing then
     * @param nextOpen when the next regular session begins, after {@code moment}; null for a market that never closes
     * @return the due time with its reasons
     */
    public RefreshDecision decide(DataType type, Observed observed, MarketMoment moment, @Nullable Instant nextOpen) {
        return new RefreshReckoning(this, type, observed, moment, nextOpen).decision();
    }

    private static void require(String name, int factor) {
        if (factor < 1) {
            throw new InvalidFieldException(name, "must be 1 or above");
        }
    }

    /**
     * What is known of a symbol besides its price. Immutable.
     *
     * @param symbol the symbol; it also decides how far it is put off when the market opens
     * @param volatility as an annualised fraction, 0.3 for 30 percent a year; NaN when it is not known
     * @param earnings whether its company reports on the date of the session, in the market's zone
     */
    public record Observed(Symbol symbol, double volatility, boolean earnings) {

        /** Checks the volatility. */
        public Observed {
            if (volatility < 0 || Double.isInfinite(volatility)) {
                throw new InvalidFieldException("volatility", "must be finite and not negative");
            }
        }
    }
}
