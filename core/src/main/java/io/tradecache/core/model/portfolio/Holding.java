package io.tradecache.core.model.portfolio;

import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.Text;
import io.tradecache.core.model.UserId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A position in one symbol, held in a portfolio. It never carries a market price. Immutable.
 *
 * @param holdingId its id
 * @param portfolioId the portfolio it belongs to
 * @param userId the owner of that portfolio
 * @param stockSymbol what is held; at most one holding of a symbol in a portfolio
 * @param quantity how many shares or units; above zero
 * @param avgEntryPrice what one cost on average, in {@code currency}; zero or above
 * @param currency the ISO 4217 code of the price's currency
 * @param notes the owner's notes, or null
 * @param version 1 when created, one more with each change
 * @param createdAt when it was created; cut to the microsecond
 * @param updatedAt when it was last changed; cut to the microsecond
 */
public record Holding(
        HoldingId holdingId,
        PortfolioId portfolioId,
        UserId userId,
        Symbol stockSymbol,
        BigDecimal quantity,
        BigDecimal avgEntryPrice,
        String currency,
        @Nullable String notes,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    private static final int MERGED_SCALE = 10;

    /** Checks and normalises every field. */
    public Holding {
        quantity = Amount.QUANTITY.require("quantity", quantity);
        avgEntryPrice = Amount.PRICE.require("avg_entry_price", avgEntryPrice);
        currency = Text.currency(currency);
        notes = Text.NOTES.optional("notes", notes);
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
        updatedAt = updatedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * This holding with another quantity.
     *
     * @param changed above zero
     * @return the changed holding, its version untouched
     */
    public Holding withQuantity(BigDecimal changed) {
        return with(changed, avgEntryPrice, currency, notes);
    }

    /**
     * This holding with another average price.
     *
     * @param changed zero or above
     * @return the changed holding, its version untouched
     */
    public Holding withAvgEntryPrice(BigDecimal changed) {
        return with(quantity, changed, currency, notes);
    }

    /**
     * This holding in another currency; amounts are not converted.
     *
     * @param changed an ISO 4217 code
     * @return the changed holding, its version untouched
     */
    public Holding withCurrency(String changed) {
        return with(quantity, avgEntryPrice, changed, notes);
    }

    /**
     * This holding with other notes.
     *
     * @param changed the notes, or null for none
     * @return the changed holding, its version untouched
     */
    public Holding withNotes(@Nullable String changed) {
        return with(quantity, avgEntryPrice, currency, changed);
    }

    /**
     * This holding after more of the same symbol was bought: quantities add up, the price is their weighted average
     * (scale 10, half to even).
     *
     * @param bought how many more; above zero
     * @param price what one of them cost, in this holding's currency
     * @return the merged holding, its version untouched
     * @throws InvalidFieldException when the sum has too many digits
     */
    public Holding mergedWith(BigDecimal bought, BigDecimal price) {
        BigDecimal more = Amount.QUANTITY.require("quantity", bought);
        BigDecimal sum = quantity.add(more);
        BigDecimal cost =
                quantity.multiply(avgEntryPrice).add(more.multiply(Amount.PRICE.require("avg_entry_price", price)));
        return with(sum, cost.divide(sum, MERGED_SCALE, RoundingMode.HALF_EVEN), currency, notes);
    }

    /**
     * This holding as it stands after a change was stored.
     *
     * @param next its next version
     * @param now the time of the change
     * @return the holding with both set
     */
    public Holding stored(long next, Instant now) {
        return new Holding(
                holdingId,
                portfolioId,
                userId,
                stockSymbol,
                quantity,
                avgEntryPrice,
                currency,
                notes,
                next,
                createdAt,
                now);
    }

    private Holding with(BigDecimal newQuantity, BigDecimal newPrice, String newCurrency, @Nullable String newNotes) {
        return new Holding(
                holdingId,
                portfolioId,
                userId,
                stockSymbol,
                newQuantity,
                newPrice,
                newCurrency,
                newNotes,
                version,
                createdAt,
                updatedAt);
    }
}
