package io.tradecache.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.Tradecache;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistValuation;
import io.tradecache.http.LiveColumns.ItemView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Portfolios and watchlists beside live prices. How fresh these are is judged for each answer. Thread-safe. */
final class LiveRoutes {

    private final Tradecache tradecache;
    private final Access access;
    private final Answers answers;
    private final LiveColumns columns;
    private final Moment.Judge judge;

    LiveRoutes(Tradecache tradecache, Access access, Answers answers, LiveColumns columns, Moment.Judge judge) {
        this.tradecache = tradecache;
        this.access = access;
        this.answers = answers;
        this.columns = columns;
        this.judge = judge;
    }

    /** A watchlist with live prices, as answers show it. */
    record ValuedWatchlist(
            WatchlistId watchlistId,
            UserId userId,
            String name,
            long version,
            List<ItemView> items,
            @Nullable Freshness freshness,
            MarketPhase marketState,
            @Nullable Instant asOf) {}

    void register(RoutesConfig routes) {
        String user = Routing.API + "/users/{u}";
        Routing.get(routes, user + "/portfolios/{p}/real-time", this::portfolio, Audience.OWNER);
        Routing.get(routes, user + "/portfolios/{p}/analytics", this::analytics, Audience.OWNER);
        Routing.get(routes, user + "/watchlists/{w}/real-time", this::watchlist, Audience.OWNER);
    }

    private void portfolio(Context ctx) {
        Cached<PortfolioValuation> valuation =
                tradecache.valuations().portfolio(access.owner(ctx), Access.portfolio(ctx), ReadDemand.ofVersion(ctx));
        answers.read(ctx, valuation, ValuedPortfolio.from(valuation.value(), judge));
    }

    private void analytics(Context ctx) {
        Cached<PortfolioAnalytics> analytics =
                tradecache.analytics().portfolio(access.owner(ctx), Access.portfolio(ctx), ReadDemand.ofVersion(ctx));
        answers.read(ctx, analytics, AnalyticsView.from(analytics.value(), judge));
    }

    private void watchlist(Context ctx) {
        Cached<WatchlistValuation> cached =
                tradecache.valuations().watchlist(access.owner(ctx), Access.watchlist(ctx), ReadDemand.ofVersion(ctx));
        WatchlistValuation valuation = cached.value();
        Moment moment = judge.of(valuation.quotes());
        answers.read(
                ctx,
                cached,
                new ValuedWatchlist(
                        valuation.watchlistId(),
                        valuation.userId(),
                        valuation.name(),
                        valuation.version(),
                        valuation.items().stream().map(columns::of).toList(),
                        moment.freshness(),
                        moment.marketState(),
                        moment.asOf()));
    }
}
