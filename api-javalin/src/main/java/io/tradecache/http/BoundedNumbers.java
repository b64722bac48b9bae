package io.tradecache.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads numbers that are too long, or whose exponent is beyond what the JDK can hold, as one that no field takes. They are
 * JSON, so the field at fault is to be named; and where the JDK's limit lies differs from release to release. Not
 * thread-safe.
 */
final class BoundedNumbers extends JsonParserDelegate {

    /** How many characters of a number are worth reading; the time that it takes grows with their square. */
    private static final int LONGEST = 1_000;

    private static final int MOST_DIGITS = 18;
    private static final BigDecimal HUGE = BigDecimal.ONE.scaleByPowerOfTen(LONGEST);
    private static final BigDecimal TINY = BigDecimal.ONE.scaleByPowerOfTen(-LONGEST);

    BoundedNumbers(JsonParser json) {
        super(json);
    }

    @Override
    public BigInteger getBigIntegerValue() throws IOException {
        return getTextLength() <= LONGEST
                ? super.getBigIntegerValue()
                : outOfRange(getText()).toBigInteger();
    }

    @Override
    public BigDecimal getDecimalValue() throws IOException {
        if (getTextLength() <= LONGEST) {
            try {
                return super.getDecimalValue();
            } catch (NumberFormatException | JsonParseException e) {
                return outOfRange(getText());
            }
        }
        return outOfRange(getText());
    }

    private static BigDecimal outOfRange(String number) {
        BigDecimal size = isTiny(number) ? TINY : HUGE;
        return number.startsWith("-") ? size.negate() : size;
    }

    private static boolean isTiny(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        int point = number.indexOf('.');
        return exponent < 0 ? point >= 0 && point <= MOST_DIGITS : number.charAt(exponent + 1) == '-';
    }
}
