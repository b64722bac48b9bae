package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import io.tradecache.core.port.EarningsStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Keeps dates of earnings in PostgreSQL. Thread-safe. */
final class JdbcEarningsCalendar implements EarningsStore {

    private static final String FIND = """
            SELECT stock_symbol
            FROM tradecache.earnings
            WHERE date = ? AND stock_symbol = ANY (?)
            """;

    private static final String SAVE = """
            INSERT INTO tradecache.earnings (date, stock_symbol)
            VALUES (?, ?)
            ON CONFLICT (date, stock_symbol) DO NOTHING
            """;

    /** One order of locking for all who save. */
    private static final Comparator<EarningsReport> LOCK_ORDER =
            Comparator.comparing(EarningsReport::date).thenComparing(EarningsReport::symbol);

    private final JdbcTransactions transactions;

    JdbcEarningsCalendar(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Set<Symbol> reportingOn(Collection<Symbol> symbols, LocalDate date) {
        String[] asked = symbols.stream().map(Symbol::value).distinct().toArray(String[]::new);
        List<Symbol> found = transactions.read(
                "find earnings",
                session -> session.all(FIND, row -> new Symbol(row.getString("stock_symbol")), date, asked));
        return Set.copyOf(found);
    }

    @Override
    public void save(Collection<EarningsReport> reports) {
        List<Object[]> rows = reports.stream()
                .sorted(LOCK_ORDER)
                .map(report -> new Object[] {report.date(), report.symbol().value()})
                .toList();
        transactions.write("save earnings", session -> session.changeEach(SAVE, rows));
    }
}
