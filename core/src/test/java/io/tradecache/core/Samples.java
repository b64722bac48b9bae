package io.tradecache.core;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.market.MarketMoment;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ada, her portfolio and a few real tickers, on a Monday morning in New York. */
public final class Samples {

    public static final UserId ADA = new UserId("ada");
    public static final PortfolioId RETIREMENT = new PortfolioId("portfolio_retirement");
    public static final WatchlistId TECH = new WatchlistId("watchlist_tech");
    public static final Symbol AAPL = new Symbol("AAPL");
    public static final Symbol MSFT = new Symbol("MSFT");
    public static final Symbol SAP = new Symbol("SAP");
    public static final Instant MONDAY_TEN = Instant.parse("2026-11-23T15:00:00Z");

    private Samples() {}

    public static Holding holding(Symbol symbol, String quantity, String price, String currency) {
        return new Holding(
                new HoldingId("holding_" + symbol.value().toLowerCase(Locale.ROOT)),
                RETIREMENT,
                ADA,
                symbol,
                new BigDecimal(quantity),
                new BigDecimal(price),
                currency,
                null,
                1,
                MONDAY_TEN,
                MONDAY_TEN);
    }

    public static Portfolio portfolio(Holding... holdings) {
        return new Portfolio(RETIREMENT, ADA, "Retirement", null, "USD", List.of(holdings), 7, MONDAY_TEN, MONDAY_TEN);
    }

    public static WatchlistItem item(Symbol symbol, @Nullable String high, @Nullable String low) {
        return new WatchlistItem(
                new ItemId("item_" + symbol.value().toLowerCase(Locale.ROOT)),
                TECH,
                ADA,
                symbol,
                null,
                high == null ? null : new BigDecimal(high),
                low == null ? null : new BigDecimal(low),
                0,
                1,
                MONDAY_TEN,
                MONDAY_TEN);
    }

    public static Quote quote(Symbol symbol, String price, @Nullable String previousClose) {
        return new Quote(
                symbol,
                null,
                new BigDecimal(price),
                previousClose == null ? null : new BigDecimal(previousClose),
                1_000L,
                MONDAY_TEN,
                null,
                MONDAY_TEN,
                "manual");
    }

    public static Quote quoteAsOf(Symbol symbol, String price, Instant asOf) {
        return new Quote(symbol, null, new BigDecimal(price), null, 1_000L, asOf, null, asOf, "manual");
    }

    public static MarketMoment open(@Nullable Instant nextChange) {
        return new MarketMoment(MONDAY_TEN, MarketPhase.OPEN, nextChange);
    }

    public static MarketMoment closed(@Nullable Instant nextChange) {
        return new MarketMoment(MONDAY_TEN, MarketPhase.CLOSED, nextChange);
    }
}
