package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.rules.Analytics;
import io.tradecache.core.rules.CacheKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a user's portfolio is spread and how it moved. Thread-safe. */
public final class AnalyticsService {

    private final ReadThrough reads;
    private final ValuationService valuations;
    private final PriceHistory history;
    private final LoadBound loads;
    private final MarketCalendar calendar;
    private final Clock clock;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param valuations the valued portfolios
     * @param history where daily bars are kept
     * @param loads how many loads run at once
     * @param calendar what the market is doing
     * @param clock the present
     */
    public AnalyticsService(
            ReadThrough reads,
            ValuationService valuations,
            PriceHistory history,
            LoadBound loads,
            MarketCalendar calendar,
            Clock clock) {
        this.reads = reads;
        this.valuations = valuations;
        this.history = history;
        this.loads = loads;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * The analytics of a portfolio, at the newest prices and over the daily bars of the last year.
     *
     * @param user the owner
     * @param id the portfolio
     * @param demand which cached portfolios will do; a reload loads the prices afresh too
     * @return the figures
     * @throws RefusedException.NotFound when this user has no such portfolio
     * @throws PortException when the database cannot serve it
     */
    public Cached<PortfolioAnalytics> portfolio(UserId user, PortfolioId id, Demand demand) {
        PortfolioValuation valuation = valuations.portfolio(user, id, demand).value();
        Map<Symbol, Quote> quotes =
                valuation.quotes().stream().collect(Collectors.toMap(Quote::symbol, Function.identity()));
        return reads.derive(
                CacheKeys.analytics(user, id),
                cached -> !demand.reload()
                        && cached.version() >= valuation.version()
                        && ValuationService.isFrom(quotes, cached.quotes()),
                () -> new Versioned<>(analyse(valuation, List.copyOf(quotes.keySet())), valuation.version()));
    }

    private PortfolioAnalytics analyse(PortfolioValuation valuation, List<Symbol> symbols) {
        LocalDate today = calendar.sessionDateAt(clock.instant());
        return Analytics.of(
                valuation,
                loads.run("daily bars", () -> history.bars(symbols, today.minusYears(1), today.plusDays(1))));
    }
}
