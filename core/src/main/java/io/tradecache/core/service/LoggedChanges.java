package io.tradecache.core.service;

import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.change.Operation;
import java.util.Optional;

/** What the log tells, as the changes that the invalidation matrix knows. Stateless and thread-safe. */
final class LoggedChanges {

    private LoggedChanges() {}

    /**
     * A logged change as an update of its root: whatever the operation was, that forgets all it could have spoiled.
     *
     * @return empty for a change of everything
     */
    static Optional<Change> asChange(LoggedChange logged) {
        return logged.match(
                portfolio -> Optional.of(new Change.OfPortfolio(
                        Operation.UPDATE_PORTFOLIO,
                        portfolio.userId(),
                        portfolio.portfolioId(),
                        portfolio.version(),
                        portfolio.portfolioId().value())),
                watchlist -> Optional.of(new Change.OfWatchlist(
                        Operation.UPDATE_WATCHLIST,
                        watchlist.userId(),
                        watchlist.watchlistId(),
                        watchlist.version(),
                        watchlist.watchlistId().value())),
                everything -> Optional.empty());
    }
}
