package io.tradecache.core.inmemory;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.WriteOutcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps portfolios in memory. Thread-safe. */
final class InMemoryPortfolios implements PortfolioRepository {

    private final InMemoryDatabase database;

    InMemoryPortfolios(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<PortfolioSummary> findByUser(UserId owner) {
        return database.read(tables -> tables.portfolios.values().stream()
                .filter(portfolio -> portfolio.userId().equals(owner))
                .sorted(Comparator.comparing(Portfolio::createdAt)
                        .thenComparing(portfolio -> portfolio.portfolioId().value()))
                .map(Portfolio::summary)
                .toList());
    }

    @Override
    public Optional<Portfolio> find(PortfolioId id) {
        return database.read(tables -> Optional.ofNullable(tables.portfolios.get(id)));
    }

    @Override
    public Optional<UserId> findOwner(PortfolioId id) {
        return find(id).map(Portfolio::userId);
    }

    @Override
    public void insert(Portfolio portfolio) {
        database.write(tables -> {
            Tables.requireUnused(tables.portfolios, portfolio.portfolioId());
            return tables.portfolios.put(portfolio.portfolioId(), portfolio.withHoldings(List.of()));
        });
    }

    @Override
    public WriteOutcome<Portfolio> update(Portfolio changed, long expectedVersion) {
        return database.write(tables -> {
            Portfolio current = tables.portfolios.get(changed.portfolioId());
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            Portfolio next = current.withName(changed.name())
                    .withDescription(changed.description())
                    .withCurrency(changed.currency())
                    .stored(current.version() + 1, Tables.later(changed.updatedAt(), current.updatedAt()));
            tables.portfolios.put(next.portfolioId(), next);
            return new WriteOutcome.Written<>(next, next.version());
        });
    }

    @Override
    public WriteOutcome<Portfolio> delete(PortfolioId id, long expectedVersion) {
        return database.write(tables -> {
            Portfolio current = tables.portfolios.get(id);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            tables.portfolios.remove(id);
            current.holdings().forEach(holding -> tables.holdings.remove(holding.holdingId()));
            return new WriteOutcome.Written<>(current, current.version() + 1);
        });
    }
}
