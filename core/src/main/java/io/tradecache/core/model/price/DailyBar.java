package io.tradecache.core.model.price;

import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One session of one symbol. Immutable.
 *
 * @param symbol what was traded
 * @param date the session's date in the market's own zone
 * @param open the first price
 * @param high the highest price
 * @param low the lowest price
 * @param close the last price
 * @param volume shares or units traded; zero or above
 * @param complete whether the session is over, so that the bar will not change any more
 */
public record DailyBar(
        Symbol symbol,
        LocalDate date,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        long volume,
        boolean complete) {

    /** Checks that the prices are plausible. */
    public DailyBar {
        open = Amount.PRICE.require("open", open);
        high = Amount.PRICE.require("high", high);
        low = Amount.PRICE.require("low", low);
        close = Amount.PRICE.require("close", close);
        if (low.compareTo(open.min(close)) > 0 || high.compareTo(open.max(close)) < 0) {
            throw new InvalidFieldException("low and high", "must enclose open and close");
        }
        if (volume < 0) {
            throw new InvalidFieldException("volume", "must not be negative");
        }
    }
}
