package io.tradecache.core.rules;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.model.change.Operation;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@link InvalidationMatrix} as a table for people, printed from the matrix itself so that the two cannot differ.
 * Stateless and thread-safe.
 */
public final class InvalidationTable {

    private static final UserId USER = new UserId("user123");
    private static final PortfolioId PORTFOLIO = new PortfolioId("portfolio_123");
    private static final WatchlistId WATCHLIST = new WatchlistId("watchlist_456");
    private static final DeclaredFamily SIGNALS = new DeclaredFamily("signals", "signal");

    private InvalidationTable() {}

    /**
     * What one operation makes the caches forget.
     *
     * @param operation its name in metrics, or {@code declared} for entities that an application declared
     * @param eventType the type of the event that tells of it
     * @param keys the keys, with placeholders such as {@code {u}} for what differs
     */
    public record Row(String operation, String eventType, List<String> keys) {

        /** Copies the list. */
        public Row {
            keys = List.copyOf(keys);
        }
    }

    /**
     * The whole table.
     *
     * @return a row for each operation, and one for declared entities at the end
     */
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            rows.add(new Row(operation.label(), operation.eventType(), spoiled(change(operation))));
        }
        rows.add(new Row("declared", "{singular}_update", spoiled(new Change.Declared(SIGNALS, USER, "s1", 1))));
        return rows;
    }

    private static Change change(Operation operation) {
        return switch (operation) {
            case CREATE_PORTFOLIO, UPDATE_PORTFOLIO, DELETE_PORTFOLIO, CREATE_HOLDING, UPDATE_HOLDING, DELETE_HOLDING ->
                new Change.OfPortfolio(operation, USER, PORTFOLIO, 1, PORTFOLIO.value());
            case CREATE_WATCHLIST, UPDATE_WATCHLIST, DELETE_WATCHLIST, ADD_ITEM, UPDATE_ITEM, REMOVE_ITEM ->
                new Change.OfWatchlist(operation, USER, WATCHLIST, 1, WATCHLIST.value());
            case MOVE_TO_PORTFOLIO -> new Change.OfMove(USER, WATCHLIST, 1, PORTFOLIO, 1, "item_1");
        };
    }

    private static List<String> spoiled(Change change) {
        return InvalidationMatrix.spoiledBy(change).stream()
                .map(Target::key)
                .map(InvalidationTable::placeholders)
                .toList();
    }

    private static String placeholders(CacheKey<?> key) {
        String text = key.text()
                .replace(USER.value(), "{u}")
                .replace(PORTFOLIO.value(), "{p}")
                .replace(WATCHLIST.value(), "{w}");
        return key.family() == Family.DECLARED
                ? text.replace("signals:", "{plural}:")
                        .replace("signal:", "{singular}:")
                        .replace(":s1", ":{id}")
                : text;
    }
}
