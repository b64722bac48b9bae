package io.tradecache.core.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A ticker symbol such as {@code AAPL} or {@code BRK.B}. Immutable; ordered by its text.
 *
 * @param value trimmed and upper-cased on construction; 1 to 15 of {@code A-Z 0-9 . - = ^}, beginning with a letter or
 *     digit
 */
public record Symbol(String value) implements Comparable<Symbol> {

    private static final Pattern SYNTAX = Pattern.compile("[A-Z0-9][A-Z0-9.\\-=^]{0,14}");

    /** Normalises, then checks the syntax. */
    public Symbol {
        value = value.strip().toUpperCase(Locale.ROOT);
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidFieldException(
                    "stock_symbol",
                    "must be 1 to 15 of A-Z, 0-9, '.', '-', '=' or '^', beginning with a letter or digit");
        }
    }

    @Override
    public int compareTo(Symbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
