package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DataType;
import io.tradecache.core.model.price.RefreshDecision;
import io.tradecache.core.port.EarningsCalendar;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.VolatilitySource;
import io.tradecache.core.rules.RefreshPolicy;
import io.tradecache.core.rules.RefreshPolicy.Observed;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * When what is known of a symbol is to be fetched again, by the policy and by what volatility and earnings are known. A
 * source that fails counts as one that knows nothing. Thread-safe.
 */
public final class RefreshPolicyService {

    private static final Logger LOG = System.getLogger(RefreshPolicyService.class.getName());

    private final RefreshPolicy policy;
    private final VolatilitySource volatility;
    private final EarningsDays earnings;
    private final MarketCalendar calendar;
    private final Clock clock;

    /**
     * Wires the service.
     *
     * @param policy the rule
     * @param volatility how much prices swing
     * @param earnings when companies report
     * @param calendar what the market is doing
     * @param clock the present
     */
    public RefreshPolicyService(
            RefreshPolicy policy,
            VolatilitySource volatility,
            EarningsCalendar earnings,
            MarketCalendar calendar,
            Clock clock) {
        this.policy = policy;
        this.volatility = volatility;
        this.earnings = new EarningsDays(earnings, calendar);
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * When something that is fetched now is to be fetched again.
     *
     * @param symbol the symbol
     * @param type what of it
     * @return the due time with its reasons
     */
    public RefreshDecision decide(Symbol symbol, DataType type) {
        return decide(symbol, type, clock.instant());
    }

    /** When something that was fetched at a moment is to be fetched again. */
    RefreshDecision decide(Symbol symbol, DataType type, Instant now) {
        double swing = known(
                "volatility of " + symbol, () -> volatility.annualised(symbol).orElse(Double.NaN), Double.NaN);
        boolean reporting = known("earnings of " + symbol, () -> earnings.isReporting(symbol, now), false);
        return policy.decide(type, new Observed(symbol, swing, reporting), calendar.moment(now), nextOpen(now));
    }

    /** When the market's phase is to change next; far away for a market that never does. */
    Instant nextChange(Instant now) {
        Instant change = calendar.moment(now).nextChange();
        return change == null ? Instant.MAX : change;
    }

    private @Nullable Instant nextOpen(Instant now) {
        try {
            return calendar.nextOpen(now).orElse(null);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <T> T known(String what, Supplier<T> source, T unknown) {
        try {
            return source.get();
        } catch (PortException | DateTimeException e) {
            LOG.log(Level.DEBUG, "{0} is not known: {1}", what, e);
            return unknown;
        }
    }
}
