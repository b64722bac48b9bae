package io.tradecache.jdbc;

import io.tradecache.core.model.market.MarketOverride;
import io.tradecache.core.model.market.MarketOverride.Kind;
import io.tradecache.core.port.MarketOverrides;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Keeps overrides in PostgreSQL. Thread-safe. */
final class JdbcMarketOverrides implements MarketOverrides {

    private static final String FIND = """
            SELECT date, kind, open, close, name FROM tradecache.market_overrides WHERE market = ? ORDER BY date
            """;

    /** Readers pass; of two that replace, the second would not see what the first put in, and so not delete it. */
    private static final String LOCK = """
            LOCK TABLE tradecache.market_overrides IN SHARE ROW EXCLUSIVE MODE
            """;

    private static final String DELETE = """
            DELETE FROM tradecache.market_overrides WHERE market = ?
            """;

    private static final String INSERT = """
            INSERT INTO tradecache.market_overrides (market, date, kind, open, close, name) VALUES (?, ?, ?, ?, ?, ?)
            """;

    private final JdbcTransactions transactions;

    JdbcMarketOverrides(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<MarketOverride> all(String market) {
        return transactions.read(
                "find overrides of " + market, session -> session.all(FIND, JdbcMarketOverrides::override, market));
    }

    @Override
    public void replace(String market, List<MarketOverride> overrides) {
        List<Object[]> rows = MarketOverride.inOrder(overrides).stream()
                .map(override -> row(market, override))
                .toList();
        transactions.write("replace overrides of " + market, session -> {
            session.change(LOCK);
            session.change(DELETE, market);
            return session.changeEach(INSERT, rows);
        });
    }

    @SuppressWarnings("NullAway") // The driver takes null, which the array's type cannot say.
    private static Object[] row(String market, MarketOverride override) {
        return new Object[] {
            market, override.date(), override.kind().name(), override.open(), override.close(), override.name()
        };
    }

    private static MarketOverride override(ResultSet row) throws SQLException {
        return new MarketOverride(
                row.getObject("date", LocalDate.class),
                Kind.valueOf(row.getString("kind")),
                row.getObject("open", LocalTime.class),
                row.getObject("close", LocalTime.class),
                row.getString("name"));
    }
}
