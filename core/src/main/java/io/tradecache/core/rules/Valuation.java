package io.tradecache.core.rules;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.CurrencyTotal;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Performance;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.portfolio.ValuedHolding;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.ValuedItem;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What positions are worth at given prices. A position without a price is worth nothing that could be said: it is left
 * out of every sum and named, never valued at its cost. Stateless and thread-safe.
 */
public final class Valuation {

    private static final int MONEY_SCALE = 10;
    private static final int PERCENT_SCALE = 4;
    private static final int FRACTION_SCALE = 6;

    private Valuation() {}

    /**
     * Values a portfolio.
     *
     * @param portfolio the positions
     * @param quotes the newest quotes; those of other symbols are not looked at
     * @return a line for each position, and the sums by currency
     */
    public static PortfolioValuation of(Portfolio portfolio, Map<Symbol, Quote> quotes) {
        Map<String, List<Performance>> byCurrency = new TreeMap<>();
        for (Holding holding : portfolio.holdings()) {
            Quote quote = quotes.get(holding.stockSymbol());
            if (quote != null) {
                byCurrency
                        .computeIfAbsent(holding.currency(), currency -> new ArrayList<>())
                        .add(performance(holding, quote));
            }
        }
        Map<String, CurrencyTotal> totals = new TreeMap<>();
        byCurrency.forEach(
                (currency, parts) -> totals.put(currency, new CurrencyTotal(currency, parts.size(), sum(parts))));
        return new PortfolioValuation(
                portfolio.portfolioId(),
                portfolio.userId(),
                portfolio.name(),
                portfolio.currency(),
                portfolio.version(),
                portfolio.holdings().stream()
                        .map(holding -> line(holding, quotes.get(holding.stockSymbol()), totals))
                        .toList(),
                List.copyOf(totals.values()),
                portfolio.holdings().stream()
                        .map(Holding::stockSymbol)
                        .filter(symbol -> !quotes.containsKey(symbol))
                        .sorted()
                        .toList());
    }

    /**
     * Puts prices beside the items of a watchlist.
     *
     * @param watchlist the items
     * @param quotes the newest quotes; those of other symbols are not looked at
     * @return a line for each item
     */
    public static WatchlistValuation of(Watchlist watchlist, Map<Symbol, Quote> quotes) {
        return new WatchlistValuation(
                watchlist.watchlistId(),
                watchlist.userId(),
                watchlist.name(),
                watchlist.version(),
                watchlist.items().stream()
                        .map(item -> line(item, quotes.get(item.stockSymbol())))
                        .toList());
    }

    /**
     * Puts a price beside one item.
     *
     * @param item the item
     * @param quote its newest quote, or null
     * @return the line
     */
    public static ValuedItem line(WatchlistItem item, @Nullable Quote quote) {
        return new ValuedItem(item, quote, quote == null ? null : distance(item, quote.price()));
    }

    /**
     * What a position cost, which is known also without a price.
     *
     * @param holding the position
     * @return quantity times the average entry price, at most 10 decimals
     */
    public static BigDecimal costBasis(Holding holding) {
        return money(holding.quantity().multiply(holding.avgEntryPrice()));
    }

    private static ValuedHolding line(Holding holding, @Nullable Quote quote, Map<String, CurrencyTotal> totals) {
        if (quote == null) {
            return new ValuedHolding(holding, null, null, null);
        }
        Performance performance = performance(holding, quote);
        CurrencyTotal total = Objects.requireNonNull(totals.get(holding.currency()), "a priced holding has a total");
        BigDecimal weight =
                fraction(performance.marketValue(), total.performance().marketValue());
        return new ValuedHolding(holding, quote, performance, weight);
    }

    private static Performance performance(Holding holding, Quote quote) {
        BigDecimal dayChange = quote.change()
                .map(change -> money(change.multiply(holding.quantity())))
                .orElse(null);
        return performance(money(holding.quantity().multiply(quote.price())), costBasis(holding), dayChange);
    }

    private static Performance sum(List<Performance> parts) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal dayChange = BigDecimal.ZERO;
        for (Performance part : parts) {
            value = value.add(part.marketValue());
            cost = cost.add(part.costBasis());
            BigDecimal gained = part.dayChange();
            dayChange = dayChange == null || gained == null ? null : dayChange.add(gained);
        }
        return performance(money(value), money(cost), dayChange == null ? null : money(dayChange));
    }

    private static Performance performance(BigDecimal value, BigDecimal cost, @Nullable BigDecimal dayChange) {
        BigDecimal gain = money(value.subtract(cost));
        return new Performance(
                value,
                cost,
                gain,
                percent(gain, cost),
                dayChange,
                dayChange == null ? null : percent(dayChange, value.subtract(dayChange)));
    }

    private static @Nullable BigDecimal distance(WatchlistItem item, BigDecimal price) {
        BigDecimal high = item.targetHigh();
        BigDecimal low = item.targetLow();
        BigDecimal up = high == null ? null : percent(high.subtract(price), price);
        BigDecimal down = low == null ? null : percent(price.subtract(low), price);
        if (up == null || down == null) {
            return up == null ? down : up;
        }
        return up.min(down);
    }

    /** The quotient of two amounts, from 0 to 1; two zeros give zero. */
    static BigDecimal fraction(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, FRACTION_SCALE, RoundingMode.HALF_EVEN);
    }

    private static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.movePointRight(2).divide(whole, PERCENT_SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal money(BigDecimal amount) {
        BigDecimal shortest =
                amount.setScale(MONEY_SCALE, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
