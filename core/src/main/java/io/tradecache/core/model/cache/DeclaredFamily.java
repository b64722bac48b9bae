package io.tradecache.core.model.cache;

import io.tradecache.core.model.InvalidFieldException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An entity of the embedding application that is cached beside tradecache's own, for example signals. Immutable.
 *
 * @param plural how its list keys begin, for example {@code signals}
 * @param singular how its detail keys begin, for example {@code signal}
 */
public record DeclaredFamily(String plural, String singular) {

    private static final Pattern SYNTAX = Pattern.compile("[a-z]{1,32}");

    private static final Set<String> RESERVED = Set.of(
            "portfolios",
            "portfolio",
            "watchlists",
            "watchlist",
            "prices",
            "price",
            "news",
            "indicators",
            "analytics",
            "lease");

    /** Checks that the names are lower-case words that tradecache does not use itself. */
    public DeclaredFamily {
        check("plural", plural);
        check("singular", singular);
        if (plural.equals(singular)) {
            throw new InvalidFieldException("plural", "must differ from singular");
        }
    }

    private static void check(String field, String word) {
        if (!SYNTAX.matcher(word).matches() || RESERVED.contains(word)) {
            throw new InvalidFieldException(field, "must be 1 to 32 lower-case letters and none of " + RESERVED);
        }
    }
}
