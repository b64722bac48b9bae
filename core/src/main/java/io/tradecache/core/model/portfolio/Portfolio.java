package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user's portfolio with its positions, and without any price. Immutable.
 *
 * @param portfolioId its id
 * @param userId its owner
 * @param name one line
 * @param description free text, or null
 * @param currency the ISO 4217 code that new holdings take by default
 * @param holdings its positions, ordered by symbol
 * @param version 1 when created, one more with each change of it or of one of its holdings
 * @param createdAt when it was created; cut to the microsecond
 * @param updatedAt when it or a holding was last changed; cut to the microsecond
 */
public record Portfolio(
        PortfolioId portfolioId,
        UserId userId,
        String name,
        @Nullable String description,
        String currency,
        List<Holding> holdings,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The currency of a portfolio that names none. */
    public static final String DEFAULT_CURRENCY = "USD";

    /** Checks and normalises every field. */
    public Portfolio {
        name = Text.NAME.require("name", name);
        description = Text.DESCRIPTION.optional("description", description);
        currency = Text.currency(currency);
        holdings = List.copyOf(holdings);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * This portfolio under another name.
     *
     * @param changed one line, not blank
     * @return the changed portfolio, its version untouched
     */
    public Portfolio withName(String changed) {
        return with(changed, description, currency, holdings);
    }

    /**
     * This portfolio with another description.
     *
     * @param changed free text, or null for none
     * @return the changed portfolio, its version untouched
     */
    public Portfolio withDescription(@Nullable String changed) {
        return with(name, changed, currency, holdings);
    }

    /**
     * This portfolio with another default currency; its holdings keep theirs.
     *
     * @param changed an ISO 4217 code
     * @return the changed portfolio, its version untouched
     */
    public Portfolio withCurrency(String changed) {
        return with(name, description, changed, holdings);
    }

    /**
     * This portfolio with other positions.
     *
     * @param changed the positions, ordered by symbol
     * @return the changed portfolio, its version untouched
     */
    public Portfolio withHoldings(List<Holding> changed) {
        return with(name, description, currency, changed);
    }

    /**
     * This portfolio as it stands after a change was stored.
     *
     * @param next its next version
     * @param now the time of the change
     * @return the portfolio with both set
     */
    public Portfolio stored(long next, Instant now) {
        return new Portfolio(portfolioId, userId, name, description, currency, holdings, next, createdAt, now);
    }

    /**
     * The line that a list shows of this portfolio.
     *
     * @return the summary
     */
    public PortfolioSummary summary() {
        return new PortfolioSummary(
                portfolioId, userId, name, description, currency, holdings.size(), version, createdAt, updatedAt);
    }

    private Portfolio with(
            String newName, @Nullable String newDescription, String newCurrency, List<Holding> newHoldings) {
        return new Portfolio(
                portfolioId, userId, newName, newDescription, newCurrency, newHoldings, version, createdAt, updatedAt);
    }
}
