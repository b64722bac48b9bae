package io.tradecache.core.inmemory;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.HoldingRepository;
import io.tradecache.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps holdings in memory, inside their portfolios. Thread-safe. */
final class InMemoryHoldings implements HoldingRepository {

    private final InMemoryDatabase database;

    InMemoryHoldings(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<Holding> find(HoldingId id) {
        return database.read(tables -> find(tables, id));
    }

    @Override
    public Optional<Holding> find(PortfolioId portfolio, Symbol symbol) {
        return database.read(
                tables -> Optional.ofNullable(tables.portfolios.get(portfolio)).flatMap(found -> find(found, symbol)));
    }

    @Override
    public Optional<UserId> findOwner(HoldingId id) {
        return find(id).map(Holding::userId);
    }

    @Override
    public WriteOutcome<Holding> insert(Holding holding) {
        return database.write(tables -> {
            Portfolio portfolio = tables.portfolios.get(holding.portfolioId());
            if (portfolio == null || !portfolio.userId().equals(holding.userId())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<Holding> existing = find(portfolio, holding.stockSymbol());
            if (existing.isPresent()) {
                return new WriteOutcome.Duplicate<>(existing.get());
            }
            Tables.requireUnused(tables.holdings, holding.holdingId());
            List<Holding> all = new ArrayList<>(portfolio.holdings());
            all.add(holding);
            tables.holdings.put(holding.holdingId(), holding.portfolioId());
            return new WriteOutcome.Written<>(holding, store(tables, portfolio, all, holding.updatedAt()));
        });
    }

    @Override
    public WriteOutcome<Holding> update(Holding changed, long expectedVersion) {
        return database.write(tables -> {
            Holding current = find(tables, changed.holdingId()).orElse(null);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            Holding next = current.withQuantity(changed.quantity())
                    .withAvgEntryPrice(changed.avgEntryPrice())
                    .withCurrency(changed.currency())
                    .withNotes(changed.notes())
                    .stored(current.version() + 1, Tables.later(changed.updatedAt(), current.updatedAt()));
            List<Holding> all = without(tables, current);
            all.add(next);
            return new WriteOutcome.Written<>(next, store(tables, portfolio(tables, current), all, next.updatedAt()));
        });
    }

    @Override
    public WriteOutcome<Holding> delete(HoldingId id, long expectedVersion, Instant now) {
        return database.write(tables -> {
            Holding current = find(tables, id).orElse(null);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            tables.holdings.remove(id);
            long version = store(tables, portfolio(tables, current), without(tables, current), now);
            return new WriteOutcome.Written<>(current, version);
        });
    }

    private static Optional<Holding> find(Tables tables, HoldingId id) {
        return Optional.ofNullable(tables.holdings.get(id))
                .map(tables.portfolios::get)
                .flatMap(portfolio -> portfolio.holdings().stream()
                        .filter(holding -> holding.holdingId().equals(id))
                        .findFirst());
    }

    private static Optional<Holding> find(Portfolio portfolio, Symbol symbol) {
        return portfolio.holdings().stream()
                .filter(holding -> holding.stockSymbol().equals(symbol))
                .findFirst();
    }

    private static Portfolio portfolio(Tables tables, Holding holding) {
        Portfolio portfolio = tables.portfolios.get(holding.portfolioId());
        if (portfolio == null) {
            throw new IllegalStateException("a holding goes with its portfolio");
        }
        return portfolio;
    }

    private static List<Holding> without(Tables tables, Holding holding) {
        List<Holding> others = new ArrayList<>(portfolio(tables, holding).holdings());
        others.removeIf(other -> other.holdingId().equals(holding.holdingId()));
        return others;
    }

    /** Gives a portfolio other holdings, and returns its version after that. */
    private static long store(Tables tables, Portfolio portfolio, List<Holding> holdings, Instant now) {
        holdings.sort(Comparator.comparing(Holding::stockSymbol));
        Portfolio next = portfolio
                .withHoldings(holdings)
                .stored(portfolio.version() + 1, Tables.later(now, portfolio.updatedAt()));
        tables.portfolios.put(next.portfolioId(), next);
        return next.version();
    }
}
