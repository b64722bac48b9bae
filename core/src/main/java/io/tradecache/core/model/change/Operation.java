package io.tradecache.core.model.change;

import java.util.Locale;

/** The thirteen kinds of change to what tradecache keeps. Immutable. */
public enum Operation {
    /** A portfolio came into being. */
    CREATE_PORTFOLIO("portfolio", "portfolio"),
    /** A portfolio's own fields changed. */
    UPDATE_PORTFOLIO("portfolio", "portfolio"),
    /** A portfolio went, its holdings with it. */
    DELETE_PORTFOLIO("portfolio", "portfolio"),
    /** A holding came into a portfolio. */
    CREATE_HOLDING("portfolio", "holding"),
    /** A holding changed. */
    UPDATE_HOLDING("portfolio", "holding"),
    /** A holding left its portfolio. */
    DELETE_HOLDING("portfolio", "holding"),
    /** A watchlist came into being. */
    CREATE_WATCHLIST("watchlist", "watchlist"),
    /** A watchlist's own fields, or the order of its items, changed. */
    UPDATE_WATCHLIST("watchlist", "watchlist"),
    /** A watchlist went, its items with it. */
    DELETE_WATCHLIST("watchlist", "watchlist"),
    /** An item came into a watchlist. */
    ADD_ITEM("watchlist", "item"),
    /** An item changed. */
    UPDATE_ITEM("watchlist", "item"),
    /** An item left its watchlist. */
    REMOVE_ITEM("watchlist", "item"),
    /** A watched item became a holding of a portfolio. */
    MOVE_TO_PORTFOLIO("watchlist", "item");

    private final String root;
    private final String entityType;

    Operation(String root, String entityType) {
        this.root = root;
        this.entityType = entityType;
    }

    /**
     * The operation's name in logs and metrics.
     *
     * @return lower case, for example {@code create_portfolio}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The type of the event that tells of it.
     *
     * @return {@code portfolio_update} or {@code watchlist_update}
     */
    public String eventType() {
        return root + "_update";
    }

    /**
     * What kind of entity changed.
     *
     * @return {@code portfolio}, {@code holding}, {@code watchlist} or {@code item}
     */
    public String entityType() {
        return entityType;
    }
}
