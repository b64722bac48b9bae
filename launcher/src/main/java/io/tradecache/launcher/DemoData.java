package io.tradecache.launcher;

import io.tradecache.core.Tradecache;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.port.PriceHistory;
import io.tradecache.core.service.HoldingService.NewHolding;
import io.tradecache.core.service.ItemService.NewItem;
import io.tradecache.feed.SimulatedPriceFeed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What newcomers find: portfolios and watchlists of the users {@code demo} and {@code demo2}, and a year of daily bars of
 * the simulated market. A user who has anything already is left alone. Not thread-safe.
 */
final class DemoData {

    private static final UserId DEMO = new UserId("demo");
    private static final UserId DEMO2 = new UserId("demo2");
    private static final int DAYS = 370;

    private final Tradecache tradecache;
    private final PriceHistory history;
    private final SimulatedPriceFeed feed;
    private final Clock clock;

    DemoData(Tradecache tradecache, PriceHistory history, SimulatedPriceFeed feed, Clock clock) {
        this.tradecache = tradecache;
        this.history = history;
        this.feed = feed;
        this.clock = clock;
    }

    /** Puts in what is missing, and says what there is. */
    String put() {
        if (isNew(DEMO)) {
            Portfolio longTerm = portfolio(DEMO, "Long term", "Bought to be kept");
            buy(longTerm, "AAPL", "40", "142.50");
            buy(longTerm, "MSFT", "25", "310.10");
            buy(longTerm, "NVDA", "60", "88.25");
            buy(longTerm, "JNJ", "30", "158.00");
            Portfolio trading = portfolio(DEMO, "Trading", null);
            buy(trading, "TSLA", "12.5", "236.40");
            buy(trading, "AMD", "80", "121.75");
            watch(DEMO, "Technology", "GOOGL", "META", "AMZN", "INTC");
            watch(DEMO, "Dividends", "KO", "PG", "XOM");
        }
        if (isNew(DEMO2)) {
            Portfolio savings = portfolio(DEMO2, "Savings", null);
            buy(savings, "SPY", "15", "455.20");
            buy(savings, "GOOGL", "10", "131.90");
            watch(DEMO2, "Ideas", "NFLX", "DIS");
        }
        int bars = putBars();
        return "users demo and demo2" + (bars == 0 ? "" : ", " + bars + " daily bars added");
    }

    private boolean isNew(UserId user) {
        return tradecache
                        .portfolios()
                        .list(user, Demand.RELOAD)
                        .value()
                        .portfolios()
                        .isEmpty()
                && tradecache
                        .watchlists()
                        .list(user, Demand.RELOAD)
                        .value()
                        .watchlists()
                        .isEmpty();
    }

    private Portfolio portfolio(UserId user, String name, @Nullable String description) {
        return tradecache.portfolios().create(user, name, description, "USD").value();
    }

    private void buy(Portfolio portfolio, String symbol, String quantity, String price) {
        tradecache
                .holdings()
                .create(
                        portfolio.userId(),
                        portfolio.portfolioId(),
                        new NewHolding(
                                new Symbol(symbol), new BigDecimal(quantity), new BigDecimal(price), null, null));
    }

    private void watch(UserId user, String name, String... symbols) {
        Watchlist watchlist = tradecache.watchlists().create(user, name, null).value();
        for (String symbol : symbols) {
            tradecache.items().add(user, watchlist.watchlistId(), new NewItem(new Symbol(symbol), null, null, null));
        }
    }

    /** The completed days since the newest bar that is there. */
    private int putBars() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<Symbol, List<DailyBar>> present = history.bars(feed.symbols(), today.minusDays(DAYS), today);
        List<DailyBar> missing = new ArrayList<>();
        for (Symbol symbol : feed.symbols()) {
            List<DailyBar> bars = present.getOrDefault(symbol, List.of());
            LocalDate from = bars.isEmpty()
                    ? today.minusDays(DAYS)
                    : bars.get(bars.size() - 1).date().plusDays(1);
            missing.addAll(feed.bars(symbol, from, today));
        }
        if (!missing.isEmpty()) {
            history.save(missing);
        }
        return missing.size();
    }
}
