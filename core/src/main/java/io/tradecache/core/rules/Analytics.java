package io.tradecache.core.rules;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.CurrencyTotal;
import io.tradecache.core.model.portfolio.Performance;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.CurrencySlice;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.Gain;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.Slice;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.portfolio.ValuedHolding;
import io.tradecache.core.model.price.DailyBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How a portfolio is spread and how it moved. Stateless and thread-safe. */
public final class Analytics {

    /** Fewer daily returns than this say nothing about volatility. */
    public static final int FEWEST_RETURNS = 20;

    private static final int SESSIONS_A_YEAR = 252;
    private static final int FRACTION_SCALE = 6;
    private static final int TOP = 5;

    private Analytics() {}

    /**
     * Analyses a valued portfolio.
     *
     * @param valuation the valued positions
     * @param bars the daily bars of its symbols over the last year, each list in ascending order of date
     * @return the figures
     */
    public static PortfolioAnalytics of(PortfolioValuation valuation, Map<Symbol, List<DailyBar>> bars) {
        List<Slice> slices = slices(valuation);
        List<Gain> gains = gains(valuation);
        double[] values = valuation.totals().size() == 1 ? dailyValues(valuation, bars) : new double[0];
        boolean enough = values.length > FEWEST_RETURNS;
        return new PortfolioAnalytics(
                valuation.portfolioId(),
                valuation.userId(),
                valuation.version(),
                slices,
                valuation.totals().stream().map(total -> slice(total, slices)).toList(),
                enough ? fraction(volatility(values)) : null,
                enough ? fraction(maxDrawdown(values)) : null,
                gains.isEmpty() ? null : gains.get(gains.size() - 1),
                gains.isEmpty() ? null : gains.get(0),
                valuation.unpriced(),
                valuation.quotes());
    }

    /**
     * The annualised standard deviation of the log returns of a series.
     *
     * @param values at least three, all above zero, one for each session
     * @return for example 0.23
     */
    static double volatility(double[] values) {
        int returns = values.length - 1;
        double mean = Math.log(values[returns] / values[0]) / returns;
        double squares = 0;
        for (int i = 1; i < values.length; i++) {
            double deviation = Math.log(values[i] / values[i - 1]) - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / (returns - 1)) * Math.sqrt(SESSIONS_A_YEAR);
    }

    /**
     * The deepest fall of a series from an earlier peak, as a part of that peak.
     *
     * @param values all above zero
     * @return from 0 to 1
     */
    static double maxDrawdown(double[] values) {
        double peak = 0;
        double deepest = 0;
        for (double value : values) {
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, (peak - value) / peak);
        }
        return deepest;
    }

    private static List<Slice> slices(PortfolioValuation valuation) {
        List<Slice> slices = new ArrayList<>();
        for (ValuedHolding line : valuation.holdings()) {
            Performance performance = line.performance();
            BigDecimal weight = line.weight();
            if (performance != null && weight != null) {
                slices.add(new Slice(
                        line.holding().stockSymbol(), line.holding().currency(), performance.marketValue(), weight));
            }
        }
        slices.sort(Comparator.comparing(Slice::weight).reversed().thenComparing(Slice::symbol));
        return slices;
    }

    private static List<Gain> gains(PortfolioValuation valuation) {
        List<Gain> gains = new ArrayList<>();
        for (ValuedHolding line : valuation.holdings()) {
            Performance performance = line.performance();
            BigDecimal percent = performance == null ? null : performance.unrealizedPlPct();
            if (percent != null) {
                gains.add(new Gain(line.holding().stockSymbol(), percent));
            }
        }
        gains.sort(Comparator.comparing(Gain::unrealizedPlPct).thenComparing(Gain::symbol));
        return gains;
    }

    private static CurrencySlice slice(CurrencyTotal total, Collection<Slice> slices) {
        List<BigDecimal> weights = slices.stream()
                .filter(slice -> slice.currency().equals(total.currency()))
                .map(Slice::weight)
                .toList();
        BigDecimal hhi =
                weights.stream().map(weight -> weight.multiply(weight)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal topFive = weights.stream().limit(TOP).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new CurrencySlice(
                total.currency(),
                total.holdings(),
                total.performance().marketValue(),
                hhi.setScale(FRACTION_SCALE, RoundingMode.HALF_EVEN),
                topFive.min(BigDecimal.ONE));
    }

    /** Today's positions valued at the close of each session on which every one of them has a bar. */
    private static double[] dailyValues(PortfolioValuation valuation, Map<Symbol, List<DailyBar>> bars) {
        Map<LocalDate, Double> sums = new TreeMap<>();
        Map<LocalDate, Integer> parts = new TreeMap<>();
        int priced = 0;
        for (ValuedHolding line : valuation.holdings()) {
            if (line.quote() == null) {
                continue;
            }
            priced++;
            double quantity = line.holding().quantity().doubleValue();
            for (DailyBar bar : bars.getOrDefault(line.holding().stockSymbol(), List.of())) {
                sums.merge(bar.date(), quantity * bar.close().doubleValue(), Double::sum);
                parts.merge(bar.date(), 1, Integer::sum);
            }
        }
        int all = priced;
        return sums.entrySet().stream()
                .filter(day -> Integer.valueOf(all).equals(parts.get(day.getKey())) && day.getValue() > 0)
                .mapToDouble(Map.Entry::getValue)
                .toArray();
    }

    private static @Nullable BigDecimal fraction(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(FRACTION_SCALE, RoundingMode.HALF_EVEN)
                : null;
    }
}
