package io.tradecache.core.model.change;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * A committed change, told by what was changed and never by its values. Four shapes carry the thirteen operations, and
 * one of them the entities that an embedding application declares. Immutable.
 */
public sealed interface Change {

    /**
     * Whose data changed.
     *
     * @return the owner
     */
    UserId userId();

    /**
     * Which single entity changed.
     *
     * @return its id as text
     */
    String entityId();

    /**
     * The operation's name in logs and metrics.
     *
     * @return lower case, for example {@code create_portfolio}
     */
    String label();

    /**
     * Answers each shape by its own function; a new shape breaks every caller until it is answered.
     *
     * @param portfolio for a portfolio or one of its holdings
     * @param watchlist for a watchlist or one of its items
     * @param moved for an item that became a holding
     * @param declared for an entity of the embedding application
     * @param <R> the answers' type
     * @return the answer of the shape at hand
     */
    <R> R match(
            Function<OfPortfolio, R> portfolio,
            Function<OfWatchlist, R> watchlist,
            Function<OfMove, R> moved,
            Function<Declared, R> declared);

    /**
     * A change of a portfolio or of one of its holdings.
     *
     * @param operation one of the six portfolio operations
     * @param userId the owner
     * @param portfolioId the portfolio
     * @param version the portfolio's version after the change; after a deletion one more than its last
     * @param entityId the id of the portfolio or holding that changed
     */
    record OfPortfolio(Operation operation, UserId userId, PortfolioId portfolioId, long version, String entityId)
            implements Change {

        private static final Set<Operation> OPERATIONS =
                EnumSet.range(Operation.CREATE_PORTFOLIO, Operation.DELETE_HOLDING);

        /** Checks that the operation is one of portfolios. */
        public OfPortfolio {
            requireOneOf(OPERATIONS, operation);
        }

        @Override
        public String label() {
            return operation.label();
        }

        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<OfMove, R> moved,
                Function<Declared, R> declared) {
            return portfolio.apply(this);
        }
    }

    /**
     * A change of a watchlist or of one of its items.
     *
     * @param operation one of the six watchlist operations that touch no portfolio
     * @param userId the owner
     * @param watchlistId the watchlist
     * @param version the watchlist's version after the change; after a deletion one more than its last
     * @param entityId the id of the watchlist or item that changed
     */
    record OfWatchlist(Operation operation, UserId userId, WatchlistId watchlistId, long version, String entityId)
            implements Change {

        private static final Set<Operation> OPERATIONS =
                EnumSet.range(Operation.CREATE_WATCHLIST, Operation.REMOVE_ITEM);

        /** Checks that the operation is one of watchlists. */
        public OfWatchlist {
            requireOneOf(OPERATIONS, operation);
        }

        @Override
        public String label() {
            return operation.label();
        }

        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<OfMove, R> moved,
                Function<Declared, R> declared) {
            return watchlist.apply(this);
        }
    }

    /**
     * A watched item became a holding.
     *
     * @param userId the owner of both
     * @param watchlistId the watchlist that the item was in
     * @param watchlistVersion that watchlist's version after the change
     * @param portfolioId the portfolio that the holding is in
     * @param portfolioVersion that portfolio's version after the change
     * @param entityId the item's id
     */
    record OfMove(
            UserId userId,
            WatchlistId watchlistId,
            long watchlistVersion,
            PortfolioId portfolioId,
            long portfolioVersion,
            String entityId)
            implements Change {

        @Override
        public String label() {
            return Operation.MOVE_TO_PORTFOLIO.label();
        }

        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<OfMove, R> moved,
                Function<Declared, R> declared) {
            return moved.apply(this);
        }
    }

    /**
     * A change of an entity that the embedding application caches.
     *
     * @param family the entity's declaration
     * @param userId the owner
     * @param entityId its id, as it stands in its key
     * @param version its version after the change; 0 when it has none
     */
    record Declared(DeclaredFamily family, UserId userId, String entityId, long version) implements Change {

        @Override
        public String label() {
            return "declared";
        }

        @Override
        public <R> R match(
                Function<OfPortfolio, R> portfolio,
                Function<OfWatchlist, R> watchlist,
                Function<OfMove, R> moved,
                Function<Declared, R> declared) {
            return declared.apply(this);
        }
    }

    private static void requireOneOf(Set<Operation> allowed, Operation operation) {
        if (!allowed.contains(operation)) {
            throw new InvalidFieldException("operation", "must be one of " + allowed);
        }
    }
}
