package io.tradecache.core.rules;

import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import io.tradecache.core.model.price.RefreshDecision.Factor;
import io.tradecache.core.rules.RefreshPolicy.Observed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One use of a {@link RefreshPolicy}: it weighs the factors in order and notes each. Not thread-safe. */
final class RefreshReckoning {

    private static final int VALUE_SCALE = 6;
    private final RefreshPolicy policy;
    private final DataType type;
    private final Observed observed;
    private final MarketMoment moment;
    private final @Nullable Instant nextOpen;
    private final Duration base;
    private final List<Factor> factors = new ArrayList<>();
    private Duration interval;

    RefreshReckoning(
            RefreshPolicy policy, DataType type, Observed observed, MarketMoment moment, @Nullable Instant nextOpen) {
        this.policy = policy;
        this.type = type;
        this.observed = observed;
        this.moment = moment;
        this.nextOpen = nextOpen;
        this.base = policy.base().getOrDefault(type, RefreshPolicy.FLOOR);
        this.interval = base;
    }

    RefreshDecision decision() {
        weighPhase();
        weighVolatility();
        weighEarnings();
        if (interval.compareTo(RefreshPolicy.FLOOR) < 0) {
            interval = RefreshPolicy.FLOOR;
        }
        Instant due = moment.isOpen() ? aroundTheClose() : aroundTheOpen();
        return new RefreshDecision(type, base, interval, due, factors);
    }

    private void weighPhase() {
        int factor = policy.phaseFactor().getOrDefault(moment.phase(), 1);
        interval = interval.multipliedBy(factor);
        String why = switch (moment.phase()) {
            case OPEN -> "the regular session is on";
            case CLOSED -> "the market is closed, so little changes";
            case PRE_MARKET -> "the regular session has not begun, so little changes";
            case AFTER_HOURS -> "the regular session is over, so little changes";
        };
        note("market_phase", factor != 1, BigDecimal.valueOf(factor), why);
    }

    private void weighVolatility() {
        double volatility = observed.volatility();
        boolean swings = volatility > policy.volatilityThreshold();
        String why;
        if (!moment.isOpen()) {
            why = "outside the regular session volatility does not count";
        } else if (Double.isNaN(volatility)) {
            why = "the volatility is not known";
        } else {
            why = "a volatility of " + shown(volatility) + " a year is " + (swings ? "above " : "not above ")
                    + shown(policy.volatilityThreshold());
        }
        divide("volatility", moment.isOpen() && swings, policy.volatilityDivisor(), why);
    }

    private void weighEarnings() {
        boolean extended = moment.phase() == MarketPhase.PRE_MARKET || moment.phase() == MarketPhase.AFTER_HOURS;
        boolean counts = moment.isOpen() || (extended && policy.extendedHoursEarnings());
        String why;
        if (!counts) {
            why = "outside the regular session earnings do not count";
        } else {
            why = observed.earnings()
                    ? "the company reports its earnings for this session"
                    : "no earnings are reported for this session";
        }
        divide("earnings", counts && observed.earnings(), policy.earningsDivisor(), why);
    }

    private void divide(String name, boolean applied, int divisor, String why) {
        if (applied) {
            interval = interval.dividedBy(divisor);
        }
        BigDecimal part = BigDecimal.ONE.divide(BigDecimal.valueOf(divisor), VALUE_SCALE, RoundingMode.HALF_EVEN);
        note(name, applied, part.stripTrailingZeros(), why);
    }

    /**
     * What falls due at the close or later is fetched once the closing prints are in: a fetch between the bell and them
     * would be the last for ten intervals.
     */
    private Instant aroundTheClose() {
        Instant due = moment.now().plus(interval);
        Instant close = moment.nextChange();
        if (close == null || due.isBefore(close)) {
            return due;
        }
        Instant settled = close.plus(RefreshPolicy.CLOSE_GRACE);
        note(
                "session_close",
                true,
                BigDecimal.ONE,
                "the session ends before, and its last prices are in at " + settled);
        return settled;
    }

    /** No interval reaches over the beginning of another phase; that of the session is not begun by all at once. */
    private Instant aroundTheOpen() {
        Instant due = moment.now().plus(interval);
        Instant change = earlier(moment.nextChange(), nextOpen);
        boolean settled = type == DataType.PRICE_CURRENT && moment.phase() == MarketPhase.CLOSED;
        if (change == null || (due.isBefore(change) && !settled)) {
            return due;
        }
        if (settled) {
            note("settled", true, BigDecimal.ONE, "nobody trades before " + change + ", so no price can change");
        }
        if (!change.equals(nextOpen)) {
            note("phase_change", true, BigDecimal.ONE, "another phase of trading begins at " + change);
            return change;
        }
        Instant spread = change.plus(putOff());
        note(
                "session_open",
                true,
                BigDecimal.ONE,
                "the session opens at " + change + ", when not all are fetched at once");
        return spread;
    }

    /** Always the same for a symbol and type, and evenly spread over all symbols. */
    private Duration putOff() {
        Duration span = base;
        if (observed.volatility() > policy.volatilityThreshold()) {
            span = span.dividedBy(policy.volatilityDivisor());
        }
        if (observed.earnings()) {
            span = span.dividedBy(policy.earningsDivisor());
        }
        String key = observed.symbol().value() + '/' + type.name();
        return Spread.part(span.dividedBy(RefreshPolicy.OPENING_SPREAD), key);
    }

    private void note(String name, boolean applied, BigDecimal value, String why) {
        factors.add(new Factor(name, applied, value, why));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static String shown(double fraction) {
        return new BigDecimal(fraction, MathContext.DECIMAL32)
                .stripTrailingZeros()
                .toPlainString();
    }
}
