package io.tradecache.core.model;

import java.util.regex.Pattern;

/**
 * The id of the user who owns portfolios and watchlists. Immutable.
 *
 * @param value letters, digits, {@code .}, {@code _} and {@code -}, at most 64, beginning with a letter or digit; never
 *     {@code rt}, which the real-time keys reserve
 */
public record UserId(String value) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks the syntax. */
    public UserId {
        if (!SYNTAX.matcher(value).matches() || value.equals("rt")) {
            throw new InvalidFieldException(
                    "user_id",
                    "must be 1 to 64 letters, digits, '.', '_' or '-', begin with a letter or digit, and not be 'rt'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
