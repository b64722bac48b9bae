package io.tradecache.core.model.price;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When something is to be fetched again, and why then. Immutable.
 *
 * @param type what is refreshed
 * @param base the interval before any factor
 * @param interval the base times every applied factor; never under one second
 * @param nextRefreshAt when it falls due; the interval from now, unless a change of the market's phase moves it
 * @param factors everything that was weighed, applied or not, in the order in which it was weighed
 */
public record RefreshDecision(
        DataType type, Duration base, Duration interval, Instant nextRefreshAt, List<Factor> factors) {

    /** Copies the list. */
    public RefreshDecision {
        factors = List.copyOf(factors);
    }

    /**
     * One thing that was weighed.
     *
     * @param name what it is, for programs, for example {@code volatility}
     * @param applied whether it had an effect
     * @param value what it multiplies the interval by when it is applied, rounded to 6 decimals; 1 for what moves the
     *     due time and not the interval
     * @param why the reason, for people
     */
    public record Factor(String name, boolean applied, BigDecimal value, String why) {}
}
