package io.tradecache.core.rules;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.price.SymbolIndicators;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What traders read off the daily closes of a symbol. A session that is not over does not count. Stateless and
 * thread-safe.
 */
public final class Indicators {

    /** Over how many sessions volatility is measured. */
    public static final int VOLATILITY_SESSIONS = 20;

    /** Fewer daily returns than this say nothing about the volatility of a symbol. */
    public static final int FEWEST_RETURNS = 10;

    private static final int SHORT = 20;
    private static final int LONG = 50;
    private static final int STRENGTH = 14;
    private static final int SCALE = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext EXACT = MathContext.DECIMAL128;

    private Indicators() {}

    /**
     * The indicators of a symbol.
     *
     * @param symbol the symbol
     * @param bars its bars in ascending order of date; the exponential ones depend a little on how far back they go
     * @return the figures, rounded to 6 decimals, half to even
     */
    public static SymbolIndicators of(Symbol symbol, List<DailyBar> bars) {
        List<DailyBar> complete = bars.stream().filter(DailyBar::complete).toList();
        List<BigDecimal> closes = complete.stream().map(DailyBar::close).toList();
        OptionalDouble volatility = volatility(complete);
        return new SymbolIndicators(
                symbol,
                complete.isEmpty() ? null : complete.get(complete.size() - 1).date(),
                rounded(mean(closes, SHORT)),
                rounded(mean(closes, LONG)),
                rounded(exponentialMean(closes, SHORT)),
                rounded(relativeStrength(closes, STRENGTH)),
                volatility.isEmpty() ? null : rounded(BigDecimal.valueOf(volatility.getAsDouble())));
    }

    /**
     * The annualised standard deviation, of the sample, of the daily log returns over the last
     * {@value #VOLATILITY_SESSIONS} completed sessions.
     *
     * @param bars in ascending order of date
     * @return for example 0.23; empty under {@value #FEWEST_RETURNS} returns
     */
    public static OptionalDouble volatility(List<DailyBar> bars) {
        double[] closes = bars.stream()
                .filter(DailyBar::complete)
                .mapToDouble(bar -> bar.close().doubleValue())
                .toArray();
        int from = Math.max(0, closes.length - VOLATILITY_SESSIONS - 1);
        double[] last = Arrays.copyOfRange(closes, from, closes.length);
        if (last.length <= FEWEST_RETURNS) {
            return OptionalDouble.empty();
        }
        double volatility = Analytics.volatility(last);
        return Double.isFinite(volatility) ? OptionalDouble.of(volatility) : OptionalDouble.empty();
    }

    /** The simple moving average: the arithmetic mean of the last values. */
    private static @Nullable BigDecimal mean(List<BigDecimal> values, int count) {
        if (values.size() < count) {
            return null;
        }
        return values.subList(values.size() - count, values.size()).stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(count), EXACT);
    }

    /**
     * The exponential moving average: it begins with the mean of the first values, and each later value moves it by 2 in
     * (count + 1) of the distance.
     */
    private static @Nullable BigDecimal exponentialMean(List<BigDecimal> values, int count) {
        BigDecimal mean = mean(values.subList(0, Math.min(count, values.size())), count);
        if (mean == null) {
            return null;
        }
        for (BigDecimal value : values.subList(count, values.size())) {
            BigDecimal step = value.subtract(mean).multiply(BigDecimal.valueOf(2));
            mean = mean.add(step.divide(BigDecimal.valueOf(count + 1L), EXACT), EXACT);
        }
        return mean;
    }

    /**
     * The relative strength index, as J. Welles Wilder smooths it in "New Concepts in Technical Trading Systems" (1978):
     * the average gain and the average loss begin as means of the first changes, and each later change counts 1 in count.
     * It is 100 x gain / (gain + loss), which is his 100 - 100 / (1 + gain / loss) wherever that is defined; 50 when
     * nothing has moved.
     */
    private static @Nullable BigDecimal relativeStrength(List<BigDecimal> values, int count) {
        if (values.size() <= count) {
            return null;
        }
        BigDecimal gain = BigDecimal.ZERO;
        BigDecimal loss = BigDecimal.ZERO;
        for (int i = 1; i < values.size(); i++) {
            BigDecimal change = values.get(i).subtract(values.get(i - 1));
            // Sums while there are fewer changes than it takes; sums that lose 1 in count with each change after them.
            BigDecimal kept = BigDecimal.valueOf(i > count ? count - 1L : count);
            gain = gain.multiply(kept).divide(BigDecimal.valueOf(count), EXACT).add(change.max(BigDecimal.ZERO));
            loss = loss.multiply(kept)
                    .divide(BigDecimal.valueOf(count), EXACT)
                    .add(change.negate().max(BigDecimal.ZERO));
        }
        BigDecimal moved = gain.add(loss);
        return moved.signum() == 0
                ? BigDecimal.valueOf(50)
                : gain.multiply(HUNDRED).divide(moved, EXACT);
    }

    private static @Nullable BigDecimal rounded(@Nullable BigDecimal value) {
        return value == null ? null : value.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
