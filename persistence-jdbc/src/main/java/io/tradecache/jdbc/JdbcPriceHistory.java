package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.PriceHistory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps daily bars in PostgreSQL. Thread-safe. */
final class JdbcPriceHistory implements PriceHistory {

    private static final String FIND = """
            SELECT stock_symbol, date, open, high, low, close, volume, complete
            FROM tradecache.daily_bars
            WHERE stock_symbol = ANY (?) AND date >= ? AND date < ?
            ORDER BY stock_symbol, date
            """;

    private static final String SAVE = """
            INSERT INTO tradecache.daily_bars AS kept (stock_symbol, date, open, high, low, close, volume, complete)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (stock_symbol, date) DO UPDATE
            SET open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
                volume = excluded.volume, complete = excluded.complete
            WHERE excluded.complete OR NOT kept.complete
            """;

    /** One order of locking for all who save; bars of one date stay in the order that they came in. */
    private static final Comparator<DailyBar> LOCK_ORDER =
            Comparator.comparing(DailyBar::symbol).thenComparing(DailyBar::date);

    private final JdbcTransactions transactions;

    JdbcPriceHistory(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Map<Symbol, List<DailyBar>> bars(Collection<Symbol> symbols, LocalDate from, LocalDate to) {
        String[] wanted = symbols.stream().map(Symbol::value).distinct().toArray(String[]::new);
        List<DailyBar> bars =
                transactions.read("find bars", session -> session.all(FIND, JdbcPriceHistory::bar, wanted, from, to));
        Map<Symbol, List<DailyBar>> found = new LinkedHashMap<>();
        bars.forEach(bar ->
                found.computeIfAbsent(bar.symbol(), symbol -> new ArrayList<>()).add(bar));
        return found;
    }

    @Override
    public void save(Collection<DailyBar> bars) {
        List<Object[]> rows =
                bars.stream().sorted(LOCK_ORDER).map(JdbcPriceHistory::row).toList();
        transactions.write("save bars", session -> session.changeEach(SAVE, rows));
    }

    private static Object[] row(DailyBar bar) {
        return new Object[] {
            bar.symbol().value(),
            bar.date(),
            bar.open(),
            bar.high(),
            bar.low(),
            bar.close(),
            bar.volume(),
            bar.complete()
        };
    }

    private static DailyBar bar(ResultSet row) throws SQLException {
        return new DailyBar(
                new Symbol(row.getString("stock_symbol")),
                row.getObject("date", LocalDate.class),
                row.getBigDecimal("open"),
                row.getBigDecimal("high"),
                row.getBigDecimal("low"),
                row.getBigDecimal("close"),
                row.getLong("volume"),
                row.getBoolean("complete"));
    }
}
