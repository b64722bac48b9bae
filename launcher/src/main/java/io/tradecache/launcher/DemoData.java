package io.tradecache.launcher;

import io.tradecache.core.inmemory.TimeOrderedIds;
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
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.Persistence;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What newcomers find: portfolios and watchlists of the users {@code demo} and {@code demo2}. A user who has anything
 * already is left alone. It goes straight into the database, in one transaction. Not thread-safe.
 */
final class DemoData {

    private static final UserId DEMO = new UserId("demo");
    private static final UserId DEMO2 = new UserId("demo2");
    private static final String CURRENCY = "USD";

    private final Persistence persistence;
    private final Ids ids;
    private final Instant now;

    DemoData(Persistence persistence, Clock clock) {
        this.persistence = persistence;
        this.ids = new TimeOrderedIds(clock);
        this.now = clock.instant();
    }

    /** One position to put in. */
    private record Position(String symbol, String quantity, String price) {}

    /** Puts in what is missing. */
    void put() {
        persistence.transactions().inTransaction(() -> {
            if (isNew(DEMO)) {
                portfolio(
                        DEMO,
                        "Long term",
                        new Position("AAPL", "40", "142.50"),
                        new Position("MSFT", "25", "310.10"),
                        new Position("NVDA", "60", "88.25"),
                        new Position("JNJ", "30", "158.00"));
                portfolio(DEMO, "Trading", new Position("TSLA", "12.5", "236.40"), new Position("AMD", "80", "121.75"));
                watchlist(DEMO, "Technology", "GOOGL", "META", "AMZN", "INTC");
                watchlist(DEMO, "Dividends", "KO", "PG", "XOM");
            }
            if (isNew(DEMO2)) {
                portfolio(DEMO2, "Savings", new Position("SPY", "15", "455.20"), new Position("GOOGL", "10", "131.90"));
                watchlist(DEMO2, "Ideas", "NFLX", "DIS");
            }
            return null;
        });
    }

    private boolean isNew(UserId user) {
        return persistence.portfolios().findByUser(user).isEmpty()
                && persistence.watchlists().findByUser(user).isEmpty();
    }

    private void portfolio(UserId user, String name, Position... positions) {
        PortfolioId id = new PortfolioId(IdKind.PORTFOLIO.of(ids.next()));
        persistence.portfolios().insert(new Portfolio(id, user, name, null, CURRENCY, List.of(), 1, now, now));
        for (Position position : positions) {
            persistence
                    .holdings()
                    .insert(new Holding(
                            new HoldingId(IdKind.HOLDING.of(ids.next())),
                            id,
                            user,
                            new Symbol(position.symbol()),
                            new BigDecimal(position.quantity()),
                            new BigDecimal(position.price()),
                            CURRENCY,
                            null,
                            1,
                            now,
                            now));
        }
    }

    private void watchlist(UserId user, String name, String... symbols) {
        WatchlistId id = new WatchlistId(IdKind.WATCHLIST.of(ids.next()));
        persistence.watchlists().insert(new Watchlist(id, user, name, null, List.of(), 1, now, now));
        for (String symbol : symbols) {
            persistence
                    .items()
                    .insert(new WatchlistItem(
                            new ItemId(IdKind.ITEM.of(ids.next())),
                            id,
                            user,
                            new Symbol(symbol),
                            null,
                            null,
                            null,
                            0,
                            1,
                            now,
                            now));
        }
    }
}
