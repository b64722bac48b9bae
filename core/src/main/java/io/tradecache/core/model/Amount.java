package io.tradecache.core.model;

import java.math.BigDecimal;

/**
 * The kinds of decimal number that are kept, all of them within {@code NUMERIC(28,10)}: at most 18 digits before the
 * point and 10 behind it. Numbers outside are refused, never rounded. Immutable.
 */
public enum Amount {
    /** A number of shares or units: above zero. */
    QUANTITY(1, "must be above zero"),
    /** A price per share or unit: zero (a gift) or above. */
    PRICE(0, "must not be negative");

    private static final int INTEGER_DIGITS = 18;
    private static final int FRACTION_DIGITS = 10;

    private final int lowestSignum;
    private final String range;

    Amount(int lowestSignum, String range) {
        this.lowestSignum = lowestSignum;
        this.range = range;
    }

    /**
     * Checks a number and brings it to its shortest plain form, so that equal numbers are equal records.
     *
     * @param field the field's name on the wire, for the message
     * @param value the number
     * @return the same number without trailing zeros, its scale between 0 and 10
     * @throws InvalidFieldException when it is out of range or has too many digits
     */
    public BigDecimal require(String field, BigDecimal value) {
        if (value.signum() < lowestSignum) {
            throw new InvalidFieldException(field, range);
        }
        if ((long) value.precision() - value.scale() > INTEGER_DIGITS) {
            throw new InvalidFieldException(field, "must have at most " + INTEGER_DIGITS + " digits before the point");
        }
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.scale() > FRACTION_DIGITS) {
            throw new InvalidFieldException(field, "must have at most " + FRACTION_DIGITS + " digits behind the point");
        }
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
