package io.tradecache.core.rules;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which keys each change spoils: the detail, the list and the real-time view of what changed, and nothing else. Every
 * shape of change and every operation must be answered here, or it does not compile. Stateless and thread-safe.
 */
public final class InvalidationMatrix {

    private static final long UNVERSIONED = 0;

    private InvalidationMatrix() {}

    /**
     * The keys that a change spoils.
     *
     * @param change a committed change
     * @return each key once, with the version that it must show from now on
     */
    public static List<Target> spoiledBy(Change change) {
        return change.match(
                InvalidationMatrix::ofPortfolio,
                InvalidationMatrix::ofWatchlist,
                InvalidationMatrix::ofMove,
                InvalidationMatrix::ofDeclared);
    }

    private static List<Target> ofPortfolio(Change.OfPortfolio change) {
        return portfolio(change.userId(), change.portfolioId(), change.version());
    }

    private static List<Target> ofWatchlist(Change.OfWatchlist change) {
        return switch (change.operation()) {
            // Nobody can have read a watchlist that did not exist, so only the list is spoiled.
            case CREATE_WATCHLIST -> List.of(unversioned(CacheKeys.watchlists(change.userId())));
            case UPDATE_WATCHLIST, DELETE_WATCHLIST, ADD_ITEM, UPDATE_ITEM, REMOVE_ITEM ->
                watchlist(change.userId(), change.watchlistId(), change.version());
            case CREATE_PORTFOLIO,
                    UPDATE_PORTFOLIO,
                    DELETE_PORTFOLIO,
                    CREATE_HOLDING,
                    UPDATE_HOLDING,
                    DELETE_HOLDING,
                    MOVE_TO_PORTFOLIO ->
                throw new IllegalArgumentException(change.operation() + " is no change of a watchlist alone");
        };
    }

    private static List<Target> ofMove(Change.OfMove change) {
        List<Target> both =
                new ArrayList<>(watchlist(change.userId(), change.watchlistId(), change.watchlistVersion()));
        both.addAll(portfolio(change.userId(), change.portfolioId(), change.portfolioVersion()));
        return both;
    }

    private static List<Target> ofDeclared(Change.Declared change) {
        return List.of(
                new Target(
                        CacheKeys.of(change.family(), change.userId(), change.entityId(), Object.class),
                        change.version()),
                unversioned(CacheKeys.of(change.family(), change.userId(), Object.class)));
    }

    private static List<Target> portfolio(UserId user, PortfolioId portfolio, long version) {
        return List.of(
                new Target(CacheKeys.portfolio(user, portfolio), version),
                unversioned(CacheKeys.portfolios(user)),
                new Target(CacheKeys.portfolioRt(user, portfolio), version),
                new Target(CacheKeys.analytics(user, portfolio), version));
    }

    private static List<Target> watchlist(UserId user, WatchlistId watchlist, long version) {
        return List.of(
                new Target(CacheKeys.watchlist(watchlist), version),
                unversioned(CacheKeys.watchlists(user)),
                new Target(CacheKeys.watchlistRt(watchlist), version));
    }

    private static Target unversioned(CacheKey<?> key) {
        return new Target(key, UNVERSIONED);
    }
}
