package io.tradecache.core.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of free text that users give, each with its longest length in Unicode characters. Immutable. */
public enum Text {
    /** The name of a portfolio or watchlist: one line, never blank. */
    NAME(100, false),
    /** A description: may have lines. */
    DESCRIPTION(1_000, true),
    /** Notes on a holding or item: may have lines. */
    NOTES(2_000, true);

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final int longest;
    private final boolean lines;

    Text(int longest, boolean lines) {
        this.longest = longest;
        this.lines = lines;
    }

    /**
     * Checks a text that must be there.
     *
     * @param field the field's name on the wire, for the message
     * @param value the text
     * @return the text without white space around it
     * @throws InvalidFieldException when it is blank, too long as it was given, or has control characters
     */
    public String require(String field, String value) {
        String text = optional(field, value);
        if (text == null) {
            throw new InvalidFieldException(field, "must not be blank");
        }
        return text;
    }

    /**
     * Checks a text that may be missing.
     *
     * @param field the field's name on the wire, for the message
     * @param value the text, or null
     * @return the text without white space around it; null when there is none
     * @throws InvalidFieldException when it is too long as it was given, or has control characters
     */
    public @Nullable String optional(String field, @Nullable String value) {
        if (value == null) {
            return null;
        }
        if (value.codePointCount(0, value.length()) > longest) {
            throw new InvalidFieldException(field, "must have at most " + longest + " characters");
        }
        String text = value.strip();
        if (text.codePoints().anyMatch(this::isForbidden)) {
            throw new InvalidFieldException(field, "must not have control characters");
        }
        return text.isEmpty() ? null : text;
    }

    /**
     * Checks a currency code.
     *
     * @param value three letters as in ISO 4217; lower case is accepted
     * @return the code in upper case
     * @throws InvalidFieldException when it is not three letters
     */
    public static String currency(String value) {
        String code = value.strip().toUpperCase(Locale.ROOT);
        if (!CURRENCY.matcher(code).matches()) {
            throw new InvalidFieldException("currency", "must be the three letters of an ISO 4217 code");
        }
        return code;
    }

    private boolean isForbidden(int codePoint) {
        boolean lineBreak = codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
        boolean surrogate = Character.getType(codePoint) == Character.SURROGATE;
        return surrogate || (Character.isISOControl(codePoint) && !(lines && lineBreak));
    }
}
