package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.PriceInterest;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what the nodes want as a row each, whose term ends by the clock of the database. Thread-safe. */
final class JdbcPriceInterest implements PriceInterest {

    private static final String WANT = """
            INSERT INTO tradecache.price_interest (node, symbols, until)
            VALUES (?, ?, clock_timestamp() + CAST(? AS bigint) * interval '1 millisecond')
            ON CONFLICT (node) DO UPDATE SET symbols = excluded.symbols, until = excluded.until
            """;

    private static final String FORGET_THE_LAPSED = """
            DELETE FROM tradecache.price_interest WHERE until < clock_timestamp() - interval '1 minute'
            """;

    private static final String ALL = """
            SELECT DISTINCT unnest(symbols) AS symbol FROM tradecache.price_interest WHERE until > clock_timestamp()
            """;

    private final JdbcTransactions transactions;
    private final String node;

    JdbcPriceInterest(JdbcTransactions transactions, String node) {
        this.transactions = transactions;
        this.node = node;
    }

    @Override
    public void want(Set<Symbol> symbols) {
        String[] names = symbols.stream().map(Symbol::value).sorted().toArray(String[]::new);
        transactions.write("say which prices are wanted", session -> {
            session.change(FORGET_THE_LAPSED);
            return session.change(WANT, node, names, TERM.toMillis());
        });
    }

    @Override
    public Set<Symbol> all() {
        return transactions
                .read(
                        "which prices are wanted",
                        session -> session.all(ALL, row -> new Symbol(row.getString("symbol"))))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}
