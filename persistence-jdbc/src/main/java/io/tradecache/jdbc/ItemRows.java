package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of watchlists' items. Stateless. */
final class ItemRows {

    /** What {@link #read} needs, of a table {@code i}. */
    static final String COLUMNS = """
            i.item_id, i.watchlist_id, i.user_id, i.stock_symbol, i.notes, i.target_high, i.target_low, i.position,
            i.version, i.created_at, i.updated_at""";

    private ItemRows() {}

    static WatchlistItem read(ResultSet row) throws SQLException {
        return new WatchlistItem(
                new ItemId(row.getString("item_id")),
                new WatchlistId(row.getString("watchlist_id")),
                new UserId(row.getString("user_id")),
                new Symbol(row.getString("stock_symbol")),
                row.getString("notes"),
                row.getBigDecimal("target_high"),
                row.getBigDecimal("target_low"),
                row.getInt("position"),
                row.getLong("version"),
                Session.instant(row, "created_at"),
                Session.instant(row, "updated_at"));
    }
}
