package io.tradecache.core.model.change;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.util.function.Function;

/** A change as the database's log knows it: which object, and which version it has now. Immutable. */
public sealed interface LoggedChange {

    /**
     * Answers each shape by its own function.
     *
     * @param portfolio for a portfolio or one of its holdings
     * @param watchlist for a watchlist or one of its items
     * @param everything for a change of too much to be listed
     * @param <R> the answers' type
     * @return the answer of the shape at hand
     */
    <R> R match(
            Function<OfPortfolio, R> portfolio, Function<OfWatchlist, R> watchlist, Function<Everything, R> everything);

    /**
     * A portfolio or one of its holdings changed.
     *
     * @param userId the owner
     * @param portfolioId the portfolio
     * @param version the portfolio's version now, after a deletion one more than its last; 0 when it is not known,
     *     and whatever version a cache has must go
     */
    record OfPortfolio(UserId userId, PortfolioId portfolioId, long version) implements LoggedChange {
        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<Everything, R> everything) {
            return portfolio.apply(this);
        }
    }

    /**
     * A watchlist or one of its items changed.
     *
     * @param userId the owner
     * @param watchlistId the watchlist
     * @param version the watchlist's version now, after a deletion one more than its last; 0 when it is not known,
     *     and whatever version a cache has must go
     */
    record OfWatchlist(UserId userId, WatchlistId watchlistId, long version) implements LoggedChange {
        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<Everything, R> everything) {
            return watchlist.apply(this);
        }
    }

    /** A table was emptied, or so much changed that forgetting everything is cheaper than reading it all. */
    record Everything() implements LoggedChange {
        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<Everything, R> everything) {
            return everything.apply(this);
        }
    }
}
