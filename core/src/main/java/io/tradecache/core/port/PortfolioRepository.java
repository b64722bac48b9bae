package io.tradecache.core.port;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import java.util.List;
import java.util.Optional;

/**
 * Where portfolios are kept. Every method throws {@link PortException} when the store cannot serve it. Thread-safe.
 */
public interface PortfolioRepository {

    /**
     * All portfolios of a user, ordered by creation time, then id.
     *
     * @param owner the user
     * @return empty for a user who has none
     */
    List<PortfolioSummary> findByUser(UserId owner);

    /**
     * A portfolio with its holdings, ordered by symbol, both as of one moment.
     *
     * @param id the portfolio
     * @return empty when there is none
     */
    Optional<Portfolio> find(PortfolioId id);

    /**
     * Whose a portfolio is.
     *
     * @param id the portfolio
     * @return empty when there is none
     */
    Optional<UserId> findOwner(PortfolioId id);

    /**
     * Keeps a new portfolio; the holdings of the argument are not looked at.
     *
     * @param portfolio at version 1, its id never used before
     * @throws PortException.Corrupt when the id is in use
     */
    void insert(Portfolio portfolio);

    /**
     * Changes a portfolio's own fields if its version is still the expected one, and raises the version by one.
     *
     * @param changed the new fields and, as {@code updatedAt}, the time of the change; holdings, owner, version and
     *     creation time are not looked at
     * @param expectedVersion the version that the change was made from
     * @return written with all holdings, stale or missing; {@code updatedAt} is always later than it was
     */
    WriteOutcome<Portfolio> update(Portfolio changed, long expectedVersion);

    /**
     * Deletes a portfolio and its holdings if its version is still the expected one.
     *
     * @param id the portfolio
     * @param expectedVersion the version that the decision was made from
     * @return written with what was deleted, stale or missing
     */
    WriteOutcome<Portfolio> delete(PortfolioId id, long expectedVersion);
}
