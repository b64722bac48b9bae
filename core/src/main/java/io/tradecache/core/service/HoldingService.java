package io.tradecache.core.service;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.HoldingRepository;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.WriteOutcome.Written;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a user can do with the holdings of a portfolio; they are read with their portfolio. Each change raises the
 * portfolio's version.
 *
 * <p>Every method throws {@link RefusedException} when it cannot be done as things stand, and {@link PortException} when
 * the database cannot serve it. Thread-safe.
 */
public final class HoldingService {

    private static final String NOUN = "holding";

    private final Writes writes;
    private final PortfolioRepository portfolios;
    private final HoldingRepository holdings;
    private final Clock clock;
    private final Ids ids;

    /**
     * Wires the service.
     *
     * @param writes the write path
     * @param portfolios where portfolios are kept
     * @param holdings where holdings are kept
     * @param clock the present
     * @param ids gives new objects their ids
     */
    public HoldingService(
            Writes writes, PortfolioRepository portfolios, HoldingRepository holdings, Clock clock, Ids ids) {
        this.writes = writes;
        this.portfolios = portfolios;
        this.holdings = holdings;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * What a new holding is to be.
     *
     * @param stockSymbol what is held
     * @param quantity how many; above zero
     * @param avgEntryPrice what one cost; zero or above
     * @param currency the ISO 4217 code of that price; null for the portfolio's
     * @param notes free text, or null
     */
    public record NewHolding(
            Symbol stockSymbol,
            BigDecimal quantity,
            BigDecimal avgEntryPrice,
            @Nullable String currency,
            @Nullable String notes) {}

    /**
     * Adds a holding to a portfolio.
     *
     * @param user the owner
     * @param portfolio the portfolio
     * @param wanted what to add
     * @return the holding at version 1
     * @throws RefusedException.NotFound when this user has no such portfolio
     * @throws RefusedException.Duplicate when the portfolio holds the symbol already
     */
    public Acknowledged<Holding> create(UserId user, PortfolioId portfolio, NewHolding wanted) {
        return create(user, portfolio, wanted, null);
    }

    /**
     * Adds a holding to a portfolio, once if need be.
     *
     * @param user the owner
     * @param portfolio the portfolio
     * @param wanted what to add
     * @param once what lets it be done once, or null
     * @return the holding at version 1
     * @throws RefusedException.NotFound when this user has no such portfolio
     * @throws RefusedException.Duplicate when the portfolio holds the symbol already
     */
    public Acknowledged<Holding> create(
            UserId user, PortfolioId portfolio, NewHolding wanted, @Nullable Once<Holding> once) {
        Instant now = clock.instant();
        HoldingId id = new HoldingId(IdKind.HOLDING.of(ids.next()));
        return writes.commit(
                once,
                () -> {
                    Portfolio parent = portfolios
                            .find(portfolio)
                            .filter(found -> found.userId().equals(user))
                            .orElseThrow(() -> new RefusedException.NotFound("portfolio", portfolio));
                    Holding holding = new Holding(
                            id,
                            portfolio,
                            user,
                            wanted.stockSymbol(),
                            wanted.quantity(),
                            wanted.avgEntryPrice(),
                            wanted.currency() == null ? parent.currency() : wanted.currency(),
                            wanted.notes(),
                            1,
                            now,
                            now);
                    return writes.require(holdings.insert(holding), NOUN, id, 0);
                },
                written -> change(Operation.CREATE_HOLDING, written));
    }

    /**
     * Changes a holding's quantity, average price, currency or notes.
     *
     * @param user the owner
     * @param portfolio the portfolio that it is in
     * @param id the holding
     * @param expectedVersion the holding's version that the change is made from
     * @param edit makes the changed holding from the present one; may be called again after a conflict in the database
     * @return the holding as it is stored now
     * @throws RefusedException.NotFound when this user has no such holding in that portfolio
     * @throws RefusedException.VersionConflict when the holding was changed meanwhile
     */
    public Acknowledged<Holding> update(
            UserId user, PortfolioId portfolio, HoldingId id, long expectedVersion, UnaryOperator<Holding> edit) {
        return writes.commit(
                () -> {
                    Holding current = owned(user, portfolio, id);
                    if (current.version() != expectedVersion) {
                        throw writes.conflict(NOUN, current, expectedVersion);
                    }
                    Holding changed = edit.apply(current).stored(current.version(), clock.instant());
                    return writes.require(holdings.update(changed, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.UPDATE_HOLDING, written));
    }

    /**
     * Deletes a holding.
     *
     * @param user the owner
     * @param portfolio the portfolio that it is in
     * @param id the holding
     * @param expectedVersion the holding's version that the decision was made from
     * @return the holding as it was last
     * @throws RefusedException.NotFound when this user has no such holding in that portfolio
     * @throws RefusedException.VersionConflict when the holding was changed meanwhile
     */
    public Acknowledged<Holding> delete(UserId user, PortfolioId portfolio, HoldingId id, long expectedVersion) {
        return writes.commit(
                () -> {
                    owned(user, portfolio, id);
                    return writes.require(
                            holdings.delete(id, expectedVersion, clock.instant()), NOUN, id, expectedVersion);
                },
                written -> change(Operation.DELETE_HOLDING, written));
    }

    private Holding owned(UserId user, PortfolioId portfolio, HoldingId id) {
        return holdings.find(id)
                .filter(holding ->
                        holding.userId().equals(user) && holding.portfolioId().equals(portfolio))
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }

    private static Change change(Operation operation, Written<Holding> written) {
        Holding holding = written.value();
        return new Change.OfPortfolio(
                operation,
                holding.userId(),
                holding.portfolioId(),
                written.rootVersion(),
                holding.holdingId().value());
    }
}
