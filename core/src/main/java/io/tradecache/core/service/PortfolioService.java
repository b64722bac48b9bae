package io.tradecache.core.service;

import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.port.Ids;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.WriteOutcome.Written;
import io.tradecache.core.rules.CacheKeys;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a user can do with portfolios. Reads come from the cache where it serves; writes go to the database first and
 * then make the cache forget.
 *
 * <p>Every method throws {@link RefusedException} when it cannot be done as things stand, and {@link PortException} when
 * the database cannot serve it. Thread-safe.
 */
public final class PortfolioService {

    /** How many portfolios one user may have: the whole list is cached under one key. */
    public static final int LIMIT = 500;

    private static final String NOUN = "portfolio";

    private final ReadThrough reads;
    private final Writes writes;
    private final PortfolioRepository portfolios;
    private final Clock clock;
    private final Ids ids;

    /**
     * Wires the service.
     *
     * @param reads the read path
     * @param writes the write path
     * @param portfolios where portfolios are kept
     * @param clock the present
     * @param ids gives new objects their ids
     */
    public PortfolioService(ReadThrough reads, Writes writes, PortfolioRepository portfolios, Clock clock, Ids ids) {
        this.reads = reads;
        this.writes = writes;
        this.portfolios = portfolios;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * All portfolios of a user, oldest first.
     *
     * @param user the user
     * @param demand which cached lists will do
     * @return empty for a user who has none
     */
    public Cached<PortfolioList> list(UserId user, Demand demand) {
        return reads.read(
                CacheKeys.portfolios(user),
                demand,
                () -> Versioned.unversioned(new PortfolioList(user, portfolios.findByUser(user))));
    }

    /**
     * A user's portfolio with its holdings.
     *
     * @param user the user
     * @param id the portfolio
     * @param demand which cached portfolios will do
     * @return the portfolio
     * @throws RefusedException.NotFound when this user has no such portfolio
     */
    public Cached<Portfolio> get(UserId user, PortfolioId id, Demand demand) {
        return reads.read(CacheKeys.portfolio(user, id), demand, () -> {
            Portfolio portfolio = owned(user, id);
            return new Versioned<>(portfolio, portfolio.version());
        });
    }

    /**
     * Creates a portfolio without holdings.
     *
     * @param user the owner
     * @param name one line, at most 100 characters
     * @param description free text of at most 1,000 characters, or null
     * @param currency the ISO 4217 code that new holdings take; null for {@link Portfolio#DEFAULT_CURRENCY}
     * @return the portfolio at version 1
     * @throws RefusedException.LimitReached when the user has {@link #LIMIT} portfolios
     */
    public Acknowledged<Portfolio> create(
            UserId user, String name, @Nullable String description, @Nullable String currency) {
        return create(user, name, description, currency, null);
    }

    /**
     * Creates a portfolio without holdings, once if need be.
     *
     * @param user the owner
     * @param name one line, at most 100 characters
     * @param description free text of at most 1,000 characters, or null
     * @param currency the ISO 4217 code that new holdings take; null for {@link Portfolio#DEFAULT_CURRENCY}
     * @param once what lets it be done once, or null
     * @return the portfolio at version 1
     * @throws RefusedException.LimitReached when the user has {@link #LIMIT} portfolios
     */
    public Acknowledged<Portfolio> create(
            UserId user,
            String name,
            @Nullable String description,
            @Nullable String currency,
            @Nullable Once<Portfolio> once) {
        Instant now = clock.instant();
        Portfolio portfolio = new Portfolio(
                new PortfolioId(IdKind.PORTFOLIO.of(ids.next())),
                user,
                name,
                description,
                currency == null ? Portfolio.DEFAULT_CURRENCY : currency,
                List.of(),
                1,
                now,
                now);
        return writes.commit(
                once,
                () -> {
                    if (portfolios.findByUser(user).size() >= LIMIT) {
                        throw new RefusedException.LimitReached("portfolios", LIMIT);
                    }
                    portfolios.insert(portfolio);
                    return new Written<>(portfolio, portfolio.version());
                },
                written -> change(Operation.CREATE_PORTFOLIO, written));
    }

    /**
     * Changes a portfolio's own fields.
     *
     * @param user the owner
     * @param id the portfolio
     * @param expectedVersion the version that the change is made from
     * @param edit makes the changed portfolio from the present one; may be called again after a conflict in the database
     * @return the portfolio as it is stored now
     * @throws RefusedException.NotFound when this user has no such portfolio
     * @throws RefusedException.VersionConflict when the portfolio or one of its holdings was changed meanwhile
     */
    public Acknowledged<Portfolio> update(
            UserId user, PortfolioId id, long expectedVersion, UnaryOperator<Portfolio> edit) {
        return writes.commit(
                () -> {
                    Portfolio current = owned(user, id);
                    if (current.version() != expectedVersion) {
                        throw writes.conflict(NOUN, current, expectedVersion);
                    }
                    Portfolio changed = edit.apply(current).stored(current.version(), clock.instant());
                    return writes.require(portfolios.update(changed, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.UPDATE_PORTFOLIO, written));
    }

    /**
     * Deletes a portfolio with its holdings.
     *
     * @param user the owner
     * @param id the portfolio
     * @param expectedVersion the version that the decision was made from
     * @return the portfolio as it was last
     * @throws RefusedException.NotFound when this user has no such portfolio
     * @throws RefusedException.VersionConflict when the portfolio or one of its holdings was changed meanwhile
     */
    public Acknowledged<Portfolio> delete(UserId user, PortfolioId id, long expectedVersion) {
        return writes.commit(
                () -> {
                    owned(user, id);
                    return writes.require(portfolios.delete(id, expectedVersion), NOUN, id, expectedVersion);
                },
                written -> change(Operation.DELETE_PORTFOLIO, written));
    }

    private Portfolio owned(UserId user, PortfolioId id) {
        return portfolios
                .find(id)
                .filter(portfolio -> portfolio.userId().equals(user))
                .orElseThrow(() -> new RefusedException.NotFound(NOUN, id));
    }

    private static Change change(Operation operation, Written<Portfolio> written) {
        Portfolio portfolio = written.value();
        return new Change.OfPortfolio(
                operation,
                portfolio.userId(),
                portfolio.portfolioId(),
                written.rootVersion(),
                portfolio.portfolioId().value());
    }
}
