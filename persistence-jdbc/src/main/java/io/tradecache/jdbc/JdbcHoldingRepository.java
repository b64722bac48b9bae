package io.tradecache.jdbc;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.HoldingId;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.HoldingRepository;
import io.tradecache.core.port.WriteOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps holdings in PostgreSQL. Each write locks the portfolio's row by a statement of its own: what a later statement
 * reads is then what the last writer left, while the rest of a locking statement is from before the wait. Thread-safe.
 */
final class JdbcHoldingRepository implements HoldingRepository {

    private static final String FIND = """
            SELECT %s
            FROM tradecache.holdings h
            WHERE h.holding_id = ?
            """.formatted(HoldingRows.COLUMNS);

    private static final String FIND_BY_SYMBOL = """
            SELECT %s
            FROM tradecache.holdings h
            WHERE h.portfolio_id = ? AND h.stock_symbol = ?
            """.formatted(HoldingRows.COLUMNS);

    private static final String FIND_OWNER = """
            SELECT user_id FROM tradecache.holdings WHERE holding_id = ?
            """;

    private static final String LOCK_PORTFOLIO = """
            SELECT portfolio_id FROM tradecache.portfolios
            WHERE portfolio_id = ? AND user_id = ?
            FOR NO KEY UPDATE
            """;

    private static final String LOCK_PORTFOLIO_OF_HOLDING = """
            SELECT portfolio_id FROM tradecache.portfolios
            WHERE portfolio_id = (SELECT h.portfolio_id FROM tradecache.holdings h WHERE h.holding_id = ?)
            FOR NO KEY UPDATE
            """;

    private static final String RAISE_PORTFOLIO = """
            UPDATE tradecache.portfolios
            SET version = version + 1, updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE portfolio_id = ?
            RETURNING version
            """;

    private static final String INSERT = """
            INSERT INTO tradecache.holdings AS h
                (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price, currency, notes, version,
                created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (portfolio_id, stock_symbol) DO NOTHING
            RETURNING %s
            """.formatted(HoldingRows.COLUMNS);

    private static final String UPDATE = """
            UPDATE tradecache.holdings AS h
            SET quantity = ?, avg_entry_price = ?, currency = ?, notes = ?, version = version + 1,
                updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE holding_id = ? AND version = ?
            RETURNING %s
            """.formatted(HoldingRows.COLUMNS);

    private static final String DELETE = """
            DELETE FROM tradecache.holdings AS h
            WHERE holding_id = ? AND version = ?
            RETURNING %s
            """.formatted(HoldingRows.COLUMNS);

    private final JdbcTransactions transactions;

    JdbcHoldingRepository(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Holding> find(HoldingId id) {
        return transactions.read("find " + id, session -> session.first(FIND, HoldingRows::read, id.value()));
    }

    @Override
    public Optional<Holding> find(PortfolioId portfolio, Symbol symbol) {
        return transactions.read(
                "find " + symbol + " in " + portfolio,
                session -> session.first(FIND_BY_SYMBOL, HoldingRows::read, portfolio.value(), symbol.value()));
    }

    @Override
    public Optional<UserId> findOwner(HoldingId id) {
        return transactions.read(
                "find owner of " + id,
                session -> session.first(FIND_OWNER, row -> new UserId(row.getString("user_id")), id.value()));
    }

    @Override
    public WriteOutcome<Holding> insert(Holding holding) {
        String portfolio = holding.portfolioId().value();
        String symbol = holding.stockSymbol().value();
        return transactions.write("insert " + holding.holdingId(), session -> {
            if (!session.finds(LOCK_PORTFOLIO, portfolio, holding.userId().value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<Holding> inserted = insert(session, holding);
            if (inserted.isEmpty()) {
                return new WriteOutcome.Duplicate<>(session.first(FIND_BY_SYMBOL, HoldingRows::read, portfolio, symbol)
                        .orElseThrow(() -> SqlFailures.vanished(symbol + " in " + portfolio)));
            }
            return written(session, inserted.get(), holding.updatedAt());
        });
    }

    @Override
    public WriteOutcome<Holding> update(Holding changed, long expectedVersion) {
        HoldingId id = changed.holdingId();
        return transactions.write("update " + id, session -> {
            if (!session.finds(LOCK_PORTFOLIO_OF_HOLDING, id.value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<Holding> updated = session.first(
                    UPDATE,
                    HoldingRows::read,
                    changed.quantity(),
                    changed.avgEntryPrice(),
                    changed.currency(),
                    changed.notes(),
                    changed.updatedAt(),
                    id.value(),
                    expectedVersion);
            if (updated.isEmpty()) {
                return Refusals.of(session.first(FIND, HoldingRows::read, id.value()));
            }
            return written(session, updated.get(), updated.get().updatedAt());
        });
    }

    @Override
    public WriteOutcome<Holding> delete(HoldingId id, long expectedVersion, Instant now) {
        return transactions.write("delete " + id, session -> {
            if (!session.finds(LOCK_PORTFOLIO_OF_HOLDING, id.value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<Holding> deleted = session.first(DELETE, HoldingRows::read, id.value(), expectedVersion);
            if (deleted.isEmpty()) {
                return Refusals.of(session.first(FIND, HoldingRows::read, id.value()));
            }
            return written(session, deleted.get(), now);
        });
    }

    private static Optional<Holding> insert(Session session, Holding holding) throws SQLException {
        return session.first(
                INSERT,
                HoldingRows::read,
                holding.holdingId().value(),
                holding.portfolioId().value(),
                holding.userId().value(),
                holding.stockSymbol().value(),
                holding.quantity(),
                holding.avgEntryPrice(),
                holding.currency(),
                holding.notes(),
                holding.version(),
                holding.createdAt(),
                holding.updatedAt());
    }

    /** Raises the portfolio's version too. */
    private static WriteOutcome<Holding> written(Session session, Holding holding, Instant now) throws SQLException {
        String portfolio = holding.portfolioId().value();
        long version = session.first(RAISE_PORTFOLIO, row -> row.getLong("version"), now, portfolio)
                .orElseThrow();
        return new WriteOutcome.Written<>(holding, version);
    }
}
