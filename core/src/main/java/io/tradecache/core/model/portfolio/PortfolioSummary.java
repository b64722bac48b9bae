package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The line that a list shows of a portfolio: everything but its positions. Immutable.
 *
 * @param portfolioId its id
 * @param userId its owner
 * @param name one line
 * @param description free text, or null
 * @param currency the ISO 4217 code that new holdings take by default
 * @param holdingCount how many positions it has
 * @param version the portfolio's version
 * @param createdAt when it was created
 * @param updatedAt when it or a holding was last changed
 */
public record PortfolioSummary(
        PortfolioId portfolioId,
        UserId userId,
        String name,
        @Nullable String description,
        String currency,
        int holdingCount,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
