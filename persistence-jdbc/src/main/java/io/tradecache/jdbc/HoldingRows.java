package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.PortfolioId;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of holdings. Stateless. */
final class HoldingRows {

    /** What {@link #read} needs, of a table {@code h}. */
    static final String COLUMNS = """
            h.holding_id, h.portfolio_id, h.user_id, h.stock_symbol, h.quantity, h.avg_entry_price, h.currency, h.notes,
            h.version, h.created_at, h.updated_at""";

    private HoldingRows() {}

    static Holding read(ResultSet row) throws SQLException {
        return new Holding(
                new HoldingId(row.getString("holding_id")),
                new PortfolioId(row.getString("portfolio_id")),
                new UserId(row.getString("user_id")),
                new Symbol(row.getString("stock_symbol")),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("avg_entry_price"),
                row.getString("currency"),
                row.getString("notes"),
                row.getLong("version"),
                Session.instant(row, "created_at"),
                Session.instant(row, "updated_at"));
    }
}
