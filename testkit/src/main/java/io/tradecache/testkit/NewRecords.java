package io.tradecache.testkit;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.WriteOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Portfolios, watchlists and what is in them at version 1, each under an id that nobody had before, so that tests can
 * share a store that is not empty. Immutable.
 */
public final class NewRecords {

    /** When all of them were created, to the microsecond. */
    public static final Instant CREATED = Samples.MONDAY_MORNING;

    /** When tests change them. */
    public static final Instant CHANGED = CREATED.plusSeconds(60);

    private NewRecords() {}

    /** A user who has nothing yet. */
    public static UserId user() {
        return new UserId("user-" + unique());
    }

    /** An empty portfolio. */
    public static Portfolio portfolio(UserId owner) {
        return portfolio(owner, CREATED);
    }

    /** An empty portfolio that was created at a time. */
    public static Portfolio portfolio(UserId owner, Instant created) {
        PortfolioId id = new PortfolioId(IdKind.PORTFOLIO.of(unique()));
        return new Portfolio(id, owner, "Retirement", "For later", "USD", List.of(), 1, created, created);
    }

    /** Ten shares of a symbol. */
    public static Holding holding(Portfolio portfolio, Symbol symbol) {
        return new Holding(
                new HoldingId(IdKind.HOLDING.of(unique())),
                portfolio.portfolioId(),
                portfolio.userId(),
                symbol,
                BigDecimal.TEN,
                new BigDecimal("150.25"),
                "USD",
                "Bought in spring",
                1,
                CREATED,
                CREATED);
    }

    /** An empty watchlist. */
    public static Watchlist watchlist(UserId owner) {
        return watchlist(owner, CREATED);
    }

    /** An empty watchlist that was created at a time. */
    public static Watchlist watchlist(UserId owner, Instant created) {
        WatchlistId id = new WatchlistId(IdKind.WATCHLIST.of(unique()));
        return new Watchlist(id, owner, "Tech", "To watch", List.of(), 1, created, created);
    }

    /** A symbol that is watched for a price below 100 or above 500. */
    public static WatchlistItem item(Watchlist watchlist, Symbol symbol) {
        return new WatchlistItem(
                new ItemId(IdKind.ITEM.of(unique())),
                watchlist.watchlistId(),
                watchlist.userId(),
                symbol,
                "After the earnings",
                new BigDecimal("500"),
                new BigDecimal("100"),
                0,
                1,
                CREATED,
                CREATED);
    }

    /** A symbol that no other test uses. */
    public static Symbol symbol() {
        return new Symbol("T" + unique().replace("-", "").substring(0, 14));
    }

    /** What a write wrote; fails when it did not. */
    public static <T> WriteOutcome.Written<T> written(WriteOutcome<T> outcome) {
        if (outcome instanceof WriteOutcome.Written<T> done) {
            return done;
        }
        throw new AssertionError("expected a write to take place, but it was " + outcome);
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}
