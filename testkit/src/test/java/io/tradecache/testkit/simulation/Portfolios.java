package io.tradecache.testkit.simulation;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.rules.CacheKeys;
import io.tradecache.testkit.Samples;
import java.util.Set;

/** The one portfolio of the simulated world, under its two keys: one that has versions, and a list that has none. */
final class Portfolios {

    static final Portfolio FIRST = Samples.portfolio(1);
    static final CacheKey<Portfolio> ONE = CacheKeys.portfolio(FIRST.userId(), FIRST.portfolioId());
    static final CacheKey<PortfolioList> LIST = CacheKeys.portfolios(FIRST.userId());
    static final Set<String> KEYS = Set.of(ONE.text(), LIST.text());

    private Portfolios() {}

    /** The version that a cached value shows, whichever of the two it is. */
    static long version(Object value) {
        return value instanceof PortfolioList list ? list.portfolios().get(0).version() : ((Portfolio) value).version();
    }
}
