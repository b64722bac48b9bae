package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.portfolio.PortfolioAnalytics;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.CurrencySlice;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.Gain;
import io.tradecache.core.model.portfolio.PortfolioAnalytics.Slice;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.price.Freshness;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A portfolio's analytics, as answers show them. {@code concentration} is there when all prices are of one currency. */
record AnalyticsView(
        PortfolioId portfolioId,
        UserId userId,
        long version,
        Allocation allocation,
        @Nullable Concentration concentration,
        @Nullable BigDecimal volatility,
        @Nullable BigDecimal maxDrawdown,
        @Nullable Gain best,
        @Nullable Gain worst,
        List<Symbol> unpriced,
        @Nullable Freshness freshness,
        MarketPhase marketState,
        @Nullable Instant asOf) {

    /** How the portfolio is spread. */
    record Allocation(List<Slice> bySymbol, List<CurrencyPart> byCurrency) {}

    /** One currency's part; nothing is converted, so its weights are within the currency. */
    record CurrencyPart(
            String currency,
            int holdings,
            BigDecimal marketValue,
            BigDecimal hhi,
            @JsonProperty("top_5") BigDecimal topFive) {

        private static CurrencyPart from(CurrencySlice slice) {
            return new CurrencyPart(
                    slice.currency(), slice.holdings(), slice.marketValue(), slice.hhi(), slice.topFive());
        }
    }

    /** How much of the portfolio is in few holdings. */
    record Concentration(
            BigDecimal hhi, @JsonProperty("top_5") BigDecimal topFive) {}

    static AnalyticsView from(PortfolioAnalytics analytics, Moment.Judge judge) {
        Moment moment = judge.of(analytics.quotes());
        List<CurrencySlice> currencies = analytics.currencies();
        return new AnalyticsView(
                analytics.portfolioId(),
                analytics.userId(),
                analytics.version(),
                new Allocation(
                        analytics.allocation(),
                        currencies.stream().map(CurrencyPart::from).toList()),
                currencies.size() == 1
                        ? new Concentration(
                                currencies.get(0).hhi(), currencies.get(0).topFive())
                        : null,
                analytics.volatility(),
                analytics.maxDrawdown(),
                analytics.best(),
                analytics.worst(),
                analytics.unpriced(),
                moment.freshness(),
                moment.marketState(),
                moment.asOf());
    }
}
