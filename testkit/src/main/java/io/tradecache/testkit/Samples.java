package io.tradecache.testkit;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People, tickers and records that tests tell their stories with. Immutable. */
public final class Samples {

    /** A user who holds and watches shares. */
    public static final UserId AMELIA = new UserId("amelia");

    /** Another user, who must never see Amelia's data. */
    public static final UserId BRUNO = new UserId("bruno");

    /** Apple. */
    public static final Symbol AAPL = new Symbol("AAPL");

    /** Microsoft. */
    public static final Symbol MSFT = new Symbol("MSFT");

    /** Berkshire Hathaway, whose ticker has a point. */
    public static final Symbol BRK_B = new Symbol("BRK.B");

    /** Amelia's portfolio. */
    public static final PortfolioId RETIREMENT = new PortfolioId("portfolio_retirement");

    /** Amelia's watchlist. */
    public static final WatchlistId TECH = new WatchlistId("watchlist_tech");

    /** A Monday morning in New York, an hour after the opening. */
    public static final Instant MONDAY_MORNING = Instant.parse("2026-03-09T14:30:00.123456Z");

    private Samples() {}

    /** Amelia's portfolio with one holding of Apple, as it was at a version. */
    public static Portfolio portfolio(long version) {
        return portfolio(RETIREMENT, version);
    }

    /** A portfolio of Amelia's with one holding of Apple, as it was at a version; its name tells the version. */
    public static Portfolio portfolio(PortfolioId id, long version) {
        return new Portfolio(
                id,
                AMELIA,
                "Retirement, version " + version,
                null,
                "USD",
                List.of(holding(id)),
                version,
                MONDAY_MORNING,
                MONDAY_MORNING.plusSeconds(version));
    }

    /** Ten and a half shares of Apple. */
    public static Holding holding(PortfolioId portfolio) {
        return new Holding(
                new HoldingId("holding_apple"),
                portfolio,
                AMELIA,
                AAPL,
                new BigDecimal("10.5"),
                new BigDecimal("150.25"),
                "USD",
                "Bought in \"spring\"",
                1,
                MONDAY_MORNING,
                MONDAY_MORNING);
    }

    /** Amelia's watchlist with Microsoft on it. */
    public static Watchlist watchlist(long version) {
        return new Watchlist(
                TECH, AMELIA, "Tech", "To watch", List.of(item()), version, MONDAY_MORNING, MONDAY_MORNING);
    }

    /** Microsoft, watched for a price above 500. */
    public static WatchlistItem item() {
        return new WatchlistItem(
                new ItemId("item_microsoft"),
                TECH,
                AMELIA,
                MSFT,
                null,
                new BigDecimal("500"),
                null,
                1,
                1,
                MONDAY_MORNING,
                MONDAY_MORNING);
    }

    /** What a symbol was worth at a time. */
    public static Quote quote(Symbol symbol, String price, Instant asOf) {
        return new Quote(
                symbol,
                null,
                new BigDecimal(price),
                new BigDecimal("149.5"),
                1_000_000L,
                asOf,
                asOf.minusMillis(5),
                asOf.plusMillis(20),
                "simulated");
    }

    /** A portfolio as a cache holds it, at the version it has. */
    public static CacheEntry<Portfolio> entry(Portfolio portfolio) {
        return CacheEntry.of(portfolio, portfolio.version(), MONDAY_MORNING);
    }

    /** A quote as a cache holds it. */
    public static CacheEntry<Quote> entry(Quote quote) {
        return CacheEntry.of(quote, quote.version(), MONDAY_MORNING);
    }

    /** What a change of Amelia's portfolio makes a cache forget. */
    public static Invalidation invalidation(CacheKey<?> key, long version) {
        return invalidation(List.of(new Invalidation.Target(key, version)));
    }

    /** What a change of Amelia's portfolio makes a cache forget; its event has an id of its own. */
    public static Invalidation invalidation(List<Invalidation.Target> targets) {
        List<String> keys = targets.stream().map(target -> target.key().text()).toList();
        return new Invalidation(targets, event(keys, null));
    }

    /** The event of a change of Amelia's portfolio, with an id of its own. */
    public static ChangeEvent event(List<String> keys, @Nullable WatchlistId watchlist) {
        return new ChangeEvent(
                ChangeEvent.FORMAT,
                UUID.randomUUID().toString(),
                "portfolio_update",
                "portfolio",
                AMELIA.value(),
                RETIREMENT.value(),
                RETIREMENT.value(),
                watchlist == null ? null : watchlist.value(),
                keys,
                "node-1",
                MONDAY_MORNING.getEpochSecond(),
                MONDAY_MORNING);
    }
}
