package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.PortfolioId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where holdings are kept. Each write raises the portfolio's version by one and sets its {@code updatedAt}, in the same
 * transaction, and locks the portfolio before the holding. Every method throws {@link PortException} when the store
 * cannot serve it. Thread-safe.
 */
public interface HoldingRepository {

    /**
     * A holding.
     *
     * @param id the holding
     * @return empty when there is none
     */
    Optional<Holding> find(HoldingId id);

    /**
     * The holding of a symbol in a portfolio.
     *
     * @param portfolio the portfolio
     * @param symbol the symbol
     * @return empty when there is none
     */
    Optional<Holding> find(PortfolioId portfolio, Symbol symbol);

    /**
     * Whose a holding is.
     *
     * @param id the holding
     * @return empty when there is none
     */
    Optional<UserId> findOwner(HoldingId id);

    /**
     * Keeps a new holding.
     *
     * @param holding at version 1, its id never used before
     * @return written, duplicate when the portfolio has that symbol, or missing when its owner has no such portfolio
     * @throws PortException.Corrupt when the id is in use
     */
    WriteOutcome<Holding> insert(Holding holding);

    /**
     * Changes a holding if its version is still the expected one, and raises the version by one.
     *
     * @param changed the new quantity, average price, currency and notes and, as {@code updatedAt}, the time of the
     *     change; the other fields but the id are not looked at
     * @param expectedVersion the version that the change was made from
     * @return written, stale or missing; {@code updatedAt} is always later than it was
     */
    WriteOutcome<Holding> update(Holding changed, long expectedVersion);

    /**
     * Deletes a holding if its version is still the expected one.
     *
     * @param id the holding
     * @param expectedVersion the version that the decision was made from
     * @param now the time of the change
     * @return written with what was deleted, stale or missing
     */
    WriteOutcome<Holding> delete(HoldingId id, long expectedVersion, Instant now);
}
