package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.UserId;
import java.util.List;

/**
 * All portfolios of one user, oldest first. Immutable.
 *
 * @param userId the owner
 * @param portfolios a line each, ordered by creation time, then id
 */
public record PortfolioList(UserId userId, List<PortfolioSummary> portfolios) {

    /** Copies the list. */
    public PortfolioList {
        portfolios = List.copyOf(portfolios);
    }
}
