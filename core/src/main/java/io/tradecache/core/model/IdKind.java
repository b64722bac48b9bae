package io.tradecache.core.model;

import java.util.regex.Pattern;

/** The kinds of object that carry an id of their own, each with the prefix that its ids begin with. Immutable. */
public enum IdKind {
    /** A portfolio: {@code portfolio_…}. */
    PORTFOLIO("portfolio"),
    /** A holding of a portfolio: {@code holding_…}. */
    HOLDING("holding"),
    /** A watchlist: {@code watchlist_…}. */
    WATCHLIST("watchlist"),
    /** An item of a watchlist: {@code item_…}. */
    ITEM("item");

    private final String noun;
    private final Pattern syntax;

    IdKind(String noun) {
        this.noun = noun;
        this.syntax = Pattern.compile(noun + "_[A-Za-z0-9_-]{1,64}");
    }

    /**
     * The noun of the kind, which is also what its ids begin with.
     *
     * @return for example {@code portfolio}
     */
    public String noun() {
        return noun;
    }

    /**
     * Makes an id of this kind from a part that is unique.
     *
     * @param unique letters, digits, underscores and hyphens, at most 64
     * @return the prefix, an underscore and the unique part
     */
    public String of(String unique) {
        return require(noun + "_" + unique);
    }

    /**
     * Checks an id's syntax, so that it can stand in a cache key without quoting.
     *
     * @param value the text to check
     * @return the same text
     * @throws InvalidFieldException when it is not an id of this kind
     */
    public String require(String value) {
        if (!syntax.matcher(value).matches()) {
            throw new InvalidFieldException(
                    noun + "_id", "must be '" + noun + "_' and 1 to 64 letters, digits, '_' or '-'");
        }
        return value;
    }
}
