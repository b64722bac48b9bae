package io.tradecache.e2e;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.rules.CacheKeys;
import java.time.Instant;
import java.util.List;

/** The portfolios that a test reads and writes: each of its own user, with an id that follows from its number. */
final class Subjects {

    private final int count;

    Subjects(int count) {
        this.count = count;
    }

    int count() {
        return count;
    }

    void insert(Persistence persistence) {
        persistence.transactions().inTransaction(() -> {
            for (int i = 0; i < count; i++) {
                persistence.portfolios().insert(portfolio(i));
            }
            return null;
        });
    }

    UserId user(int i) {
        return new UserId("user" + i);
    }

    PortfolioId id(int i) {
        return new PortfolioId("portfolio_" + i);
    }

    CacheKey<Portfolio> key(int i) {
        return CacheKeys.portfolio(user(i), id(i));
    }

    private Portfolio portfolio(int i) {
        Instant now = Instant.parse("2026-03-09T14:30:00Z");
        return new Portfolio(id(i), user(i), "Portfolio " + i, null, "USD", List.of(), 1, now, now);
    }
}
