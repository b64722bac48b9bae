package io.tradecache.http;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.portfolio.CurrencyTotal;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Performance;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.portfolio.ValuedHolding;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.rules.Valuation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A portfolio with live prices, as answers show it. {@code total} is there when all prices are of one currency. */
record ValuedPortfolio(
        PortfolioId portfolioId,
        UserId userId,
        String name,
        String currency,
        long version,
        List<Line> holdings,
        @Nullable Total total,
        List<Total> totals,
        List<Symbol> unpriced,
        @Nullable Freshness freshness,
        MarketPhase marketState,
        @Nullable Instant asOf) {

    static ValuedPortfolio from(PortfolioValuation valuation, Moment.Judge judge) {
        Moment moment = judge.of(valuation.quotes());
        List<Total> totals = valuation.totals().stream()
                .map(total -> Total.from(total, judge.of(quotes(valuation, total.currency()))))
                .toList();
        return new ValuedPortfolio(
                valuation.portfolioId(),
                valuation.userId(),
                valuation.name(),
                valuation.currency(),
                valuation.version(),
                valuation.holdings().stream()
                        .map(line -> Line.from(line, judge))
                        .toList(),
                totals.size() == 1 ? totals.get(0) : null,
                totals,
                valuation.unpriced(),
                moment.freshness(),
                moment.marketState(),
                moment.asOf());
    }

    private static List<Quote> quotes(PortfolioValuation valuation, String currency) {
        return valuation.holdings().stream()
                .filter(line -> line.holding().currency().equals(currency))
                .map(ValuedHolding::quote)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The sum of the priced holdings in one currency. */
    record Total(
            String currency,
            int holdings,
            BigDecimal marketValue,
            BigDecimal costBasis,
            BigDecimal unrealizedPl,
            @Nullable BigDecimal unrealizedPlPct,
            @Nullable BigDecimal dayChange,
            @Nullable BigDecimal dayChangePct,
            BigDecimal weight,
            @Nullable Freshness freshness,
            @Nullable Instant asOf) {

        private static Total from(CurrencyTotal total, Moment moment) {
            Performance sum = total.performance();
            return new Total(
                    total.currency(),
                    total.holdings(),
                    sum.marketValue(),
                    sum.costBasis(),
                    sum.unrealizedPl(),
                    sum.unrealizedPlPct(),
                    sum.dayChange(),
                    sum.dayChangePct(),
                    BigDecimal.ONE,
                    moment.freshness(),
                    moment.asOf());
        }
    }

    /** A holding beside its price. Without one, it has nothing but its cost. */
    record Line(
            HoldingId holdingId,
            PortfolioId portfolioId,
            Symbol stockSymbol,
            @Nullable String companyName,
            BigDecimal quantity,
            BigDecimal avgEntryPrice,
            String currency,
            @Nullable String notes,
            long version,
            Instant createdAt,
            Instant updatedAt,
            @Nullable BigDecimal currentPrice,
            @Nullable BigDecimal previousClose,
            @Nullable BigDecimal marketValue,
            BigDecimal costBasis,
            @Nullable BigDecimal unrealizedPl,
            @Nullable BigDecimal unrealizedPlPct,
            @Nullable BigDecimal dayChange,
            @Nullable BigDecimal dayChangePct,
            @Nullable BigDecimal weight,
            @Nullable Instant asOf,
            @Nullable Freshness freshness) {

        private static Line from(ValuedHolding line, Moment.Judge judge) {
            Holding holding = line.holding();
            Quote quote = line.quote();
            Performance worth = line.performance();
            return new Line(
                    holding.holdingId(),
                    holding.portfolioId(),
                    holding.stockSymbol(),
                    quote == null ? null : quote.companyName(),
                    holding.quantity(),
                    holding.avgEntryPrice(),
                    holding.currency(),
                    holding.notes(),
                    holding.version(),
                    holding.createdAt(),
                    holding.updatedAt(),
                    quote == null ? null : quote.price(),
                    quote == null ? null : quote.previousClose(),
                    worth == null ? null : worth.marketValue(),
                    Valuation.costBasis(holding),
                    worth == null ? null : worth.unrealizedPl(),
                    worth == null ? null : worth.unrealizedPlPct(),
                    worth == null ? null : worth.dayChange(),
                    worth == null ? null : worth.dayChangePct(),
                    line.weight(),
                    quote == null ? null : quote.asOf(),
                    quote == null ? null : judge.of(quote).freshness());
        }
    }
}
