package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import io.tradecache.core.port.PortException;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.core.rules.Valuation;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Portfolios and watchlists beside live prices. What is computed is cached, and never handed out when the positions or one
 * of the prices is newer than what it was computed from.
 *
 * <p>Every method throws {@link RefusedException} when it cannot be done as things stand, and {@link PortException} when
 * the database cannot serve it. Thread-safe.
 */
public final class ValuationService {

    private final ReadThrough reads;
    private final PortfolioService portfolios;
    private final WatchlistService watchlists;
    private final PriceService prices;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param portfolios reads portfolios
     * @param watchlists reads watchlists
     * @param prices the newest prices
     */
    public ValuationService(
            ReadThrough reads, PortfolioService portfolios, WatchlistService watchlists, PriceService prices) {
        this.reads = reads;
        this.portfolios = portfolios;
        this.watchlists = watchlists;
        this.prices = prices;
    }

    /**
     * A portfolio, valued with the newest prices.
     *
     * @param user the owner
     * @param id the portfolio
     * @param demand which cached portfolios will do; a reload loads the prices afresh too
     * @return the valuation; positions without a price are named and left out of the sums
     * @throws RefusedException.NotFound when this user has no such portfolio
     */
    public Cached<PortfolioValuation> portfolio(UserId user, PortfolioId id, Demand demand) {
        Portfolio portfolio = portfolios.get(user, id, demand).value();
        List<Symbol> symbols =
                portfolio.holdings().stream().map(Holding::stockSymbol).toList();
        Map<Symbol, Quote> quotes = quotes(symbols, demand);
        return reads.derive(
                CacheKeys.portfolioRt(user, id),
                cached ->
                        !demand.reload() && cached.version() >= portfolio.version() && isFrom(quotes, cached.quotes()),
                () -> new Versioned<>(Valuation.of(portfolio, quotes), portfolio.version()));
    }

    /**
     * A watchlist with the newest prices.
     *
     * @param user the owner
     * @param id the watchlist
     * @param demand which cached watchlists will do; a reload loads the prices afresh too
     * @return a line for each item
     * @throws RefusedException.NotFound when this user has no such watchlist
     */
    public Cached<WatchlistValuation> watchlist(UserId user, WatchlistId id, Demand demand) {
        Watchlist watchlist = watchlists.get(user, id, demand).value();
        List<Symbol> symbols =
                watchlist.items().stream().map(WatchlistItem::stockSymbol).toList();
        Map<Symbol, Quote> quotes = quotes(symbols, demand);
        return reads.derive(
                CacheKeys.watchlistRt(id),
                cached ->
                        !demand.reload() && cached.version() >= watchlist.version() && isFrom(quotes, cached.quotes()),
                () -> new Versioned<>(Valuation.of(watchlist, quotes), watchlist.version()));
    }

    private Map<Symbol, Quote> quotes(Collection<Symbol> symbols, Demand demand) {
        Demand ofPrices = demand.reload() ? Demand.RELOAD : Demand.ANY;
        Map<Symbol, Quote> quotes = new HashMap<>();
        prices.latest(symbols, ofPrices).forEach((symbol, cached) -> quotes.put(symbol, cached.value()));
        return quotes;
    }

    /** Whether a view was made from quotes that are as new as these, symbol by symbol. */
    static boolean isFrom(Map<Symbol, Quote> newest, Collection<Quote> used) {
        return used.size() == newest.size()
                && used.stream().allMatch(quote -> {
                    Quote now = newest.get(quote.symbol());
                    return now != null && quote.version() >= now.version();
                });
    }
}
