package io.tradecache.testkit;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Persistence;

/** What the contracts of all repositories start from. */
public interface PersistenceUnderTest {

    /** The persistence under test; it need not be empty, and is the same at every call of one test. */
    Persistence persistence();

    /** A stored, empty portfolio of a new user. */
    default Portfolio storedPortfolio() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        persistence().portfolios().insert(portfolio);
        return portfolio;
    }

    /** A stored holding; its portfolio is one version older than the one that is stored now. */
    default Holding storedHolding(Portfolio portfolio, Symbol symbol) {
        return NewRecords.written(persistence().holdings().insert(NewRecords.holding(portfolio, symbol)))
                .value();
    }

    /** A stored, empty watchlist of a new user. */
    default Watchlist storedWatchlist() {
        Watchlist watchlist = NewRecords.watchlist(NewRecords.user());
        persistence().watchlists().insert(watchlist);
        return watchlist;
    }

    /** A stored item; its watchlist is one version older than the one that is stored now. */
    default WatchlistItem storedItem(Watchlist watchlist, Symbol symbol) {
        return NewRecords.written(persistence().items().insert(NewRecords.item(watchlist, symbol)))
                .value();
    }

    /** A portfolio as it is stored now. */
    default Portfolio current(Portfolio portfolio) {
        return persistence().portfolios().find(portfolio.portfolioId()).orElseThrow();
    }

    /** A watchlist as it is stored now. */
    default Watchlist current(Watchlist watchlist) {
        return persistence().watchlists().find(watchlist.watchlistId()).orElseThrow();
    }
}
