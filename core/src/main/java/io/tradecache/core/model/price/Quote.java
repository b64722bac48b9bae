package io.tradecache.core.model.price;

import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest price of a symbol, as a source stated it. Immutable.
 *
 * @param symbol what is priced
 * @param companyName the issuer's name, or null
 * @param price the price of one share or unit; above zero
 * @param previousClose the close of the session before, or null
 * @param volume shares or units traded in the session so far, or null
 * @param asOf when the source stated the price, to the microsecond (for an illiquid stock later than its last trade)
 * @param tradedAt when the last trade took place, or null
 * @param receivedAt when this price reached tradecache
 * @param source the name of the price feed, for example {@code simulated}
 */
public record Quote(
        Symbol symbol,
        @Nullable String companyName,
        BigDecimal price,
        @Nullable BigDecimal previousClose,
        @Nullable Long volume,
        Instant asOf,
        @Nullable Instant tradedAt,
        Instant receivedAt,
        String source) {

    private static final int PERCENT_SCALE = 4;

    /** Checks the price, and cuts the times to the microsecond. */
    public Quote {
        price = Amount.PRICE.require("price", price);
        if (price.signum() == 0) {
            throw new InvalidFieldException("price", "must be above zero");
        }
        asOf = asOf.truncatedTo(ChronoUnit.MICROS);
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What orders two quotes of one symbol: a later statement has the greater version.
     *
     * @return microseconds between 1970 and {@code asOf}
     */
    public long version() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, asOf);
    }

    /**
     * The quote with what an earlier one of the same symbol and session said and this one leaves out, as the prices of a
     * stream do.
     *
     * @param earlier the earlier one
     * @return company name, previous close and volume are taken over where they are null
     */
    public Quote completedBy(Quote earlier) {
        return new Quote(
                symbol,
                companyName == null ? earlier.companyName : companyName,
                price,
                previousClose == null ? earlier.previousClose : previousClose,
                volume == null ? earlier.volume : volume,
                asOf,
                tradedAt,
                receivedAt,
                source);
    }

    /**
     * The quote with the company name that an earlier one of the same symbol gave.
     *
     * @param earlier the earlier one, of whatever session
     * @return the company name is taken over where it is null
     */
    public Quote namedBy(Quote earlier) {
        return new Quote(
                symbol,
                companyName == null ? earlier.companyName : companyName,
                price,
                previousClose,
                volume,
                asOf,
                tradedAt,
                receivedAt,
                source);
    }

    /**
     * The price less the previous close.
     *
     * @return empty when the previous close is unknown
     */
    public Optional<BigDecimal> change() {
        return Optional.ofNullable(previousClose).map(price::subtract);
    }

    /**
     * The change in percent of the previous close, at 4 decimals, half to even.
     *
     * @return empty when the previous close is unknown or zero
     */
    public Optional<BigDecimal> changePct() {
        return Optional.ofNullable(previousClose)
                .filter(close -> close.signum() > 0)
                .map(close ->
                        price.subtract(close).movePointRight(2).divide(close, PERCENT_SCALE, RoundingMode.HALF_EVEN));
    }
}
