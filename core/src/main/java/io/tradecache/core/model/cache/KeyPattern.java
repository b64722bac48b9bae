package io.tradecache.core.model.cache;

import io.tradecache.core.model.InvalidFieldException;
import java.util.regex.Pattern;

/**
 * Which keys are asked for: a text in which {@code *} stands for any characters and {@code ?} for one. Immutable.
 *
 * @param text at most 200 characters that can stand in a key, with at most 5 stars
 */
public record KeyPattern(String text) {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9:._=^*?-]{1,200}");

    /** The time that matching takes may grow with the length of a key to the power of the stars. */
    private static final int MOST_STARS = 5;

    /** Every key. */
    public static final KeyPattern ALL = new KeyPattern("*");

    /** Checks the syntax. */
    public KeyPattern {
        if (!SYNTAX.matcher(text).matches()
                || text.chars().filter(each -> each == '*').count() > MOST_STARS) {
            throw new InvalidFieldException(
                    "pattern",
                    "must be 1 to 200 letters, digits or any of : . _ = ^ - * ?, with at most " + MOST_STARS
                            + " stars");
        }
    }

    /**
     * Whether a key is asked for.
     *
     * @param key its text
     * @return whether the whole of it fits
     */
    public boolean matches(String key) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < key.length()) {
            if (at < text.length() && text.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (at < text.length() && (text.charAt(at) == '?' || text.charAt(at) == key.charAt(i))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return text.substring(at).chars().allMatch(each -> each == '*');
    }
}
