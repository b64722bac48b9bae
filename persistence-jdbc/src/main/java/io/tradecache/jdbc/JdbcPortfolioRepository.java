package io.tradecache.jdbc;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.WriteOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keeps portfolios in PostgreSQL. Thread-safe. */
final class JdbcPortfolioRepository implements PortfolioRepository {

    private static final String FIND_BY_USER = """
            SELECT p.portfolio_id, p.user_id, p.name, p.description, p.currency, p.version, p.created_at, p.updated_at,
                (SELECT count(*) FROM tradecache.holdings h WHERE h.portfolio_id = p.portfolio_id) AS holding_count
            FROM tradecache.portfolios p
            WHERE p.user_id = ?
            ORDER BY p.created_at, p.portfolio_id
            """;

    private static final String FIND = """
            SELECT p.portfolio_id AS root_id, p.user_id AS root_user_id, p.name AS root_name,
                p.description AS root_description, p.currency AS root_currency, p.version AS root_version,
                p.created_at AS root_created_at, p.updated_at AS root_updated_at, %s
            FROM tradecache.portfolios p
            LEFT JOIN tradecache.holdings h ON h.portfolio_id = p.portfolio_id
            WHERE p.portfolio_id = ?
            ORDER BY h.stock_symbol
            """.formatted(HoldingRows.COLUMNS);

    private static final String FIND_OWNER = """
            SELECT user_id FROM tradecache.portfolios WHERE portfolio_id = ?
            """;

    private static final String INSERT = """
            INSERT INTO tradecache.portfolios
                (portfolio_id, user_id, name, description, currency, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            UPDATE tradecache.portfolios
            SET name = ?, description = ?, currency = ?, version = version + 1,
                updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE portfolio_id = ? AND version = ?
            """;

    private static final String LOCK = """
            SELECT portfolio_id FROM tradecache.portfolios WHERE portfolio_id = ? FOR UPDATE
            """;

    private static final String DELETE = """
            DELETE FROM tradecache.portfolios WHERE portfolio_id = ? AND version = ?
            """;

    private static final RootRows<Portfolio, Holding> WITH_HOLDINGS =
            new RootRows<>(JdbcPortfolioRepository::root, "holding_id", HoldingRows::read, Portfolio::withHoldings);

    private final JdbcTransactions transactions;

    JdbcPortfolioRepository(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<PortfolioSummary> findByUser(UserId owner) {
        return transactions.read(
                "portfolios of " + owner,
                session -> session.all(FIND_BY_USER, JdbcPortfolioRepository::summary, owner.value()));
    }

    @Override
    public Optional<Portfolio> find(PortfolioId id) {
        return transactions.read("find " + id, session -> find(session, id));
    }

    @Override
    public Optional<UserId> findOwner(PortfolioId id) {
        return transactions.read(
                "find owner of " + id,
                session -> session.first(FIND_OWNER, row -> new UserId(row.getString("user_id")), id.value()));
    }

    @Override
    public void insert(Portfolio portfolio) {
        transactions.write(
                "insert " + portfolio.portfolioId(),
                session -> session.change(
                        INSERT,
                        portfolio.portfolioId().value(),
                        portfolio.userId().value(),
                        portfolio.name(),
                        portfolio.description(),
                        portfolio.currency(),
                        portfolio.version(),
                        portfolio.createdAt(),
                        portfolio.updatedAt()));
    }

    @Override
    public WriteOutcome<Portfolio> update(Portfolio changed, long expectedVersion) {
        PortfolioId id = changed.portfolioId();
        return transactions.write("update " + id, session -> {
            int updated = session.change(
                    UPDATE,
                    changed.name(),
                    changed.description(),
                    changed.currency(),
                    changed.updatedAt(),
                    id.value(),
                    expectedVersion);
            Optional<Portfolio> stored = find(session, id);
            return updated == 0 || stored.isEmpty()
                    ? Refusals.of(stored)
                    : new WriteOutcome.Written<>(stored.get(), stored.get().version());
        });
    }

    @Override
    public WriteOutcome<Portfolio> delete(PortfolioId id, long expectedVersion) {
        return transactions.write("delete " + id, session -> {
            // Locked first, so that what is told of the deleted portfolio is what it was last.
            session.finds(LOCK, id.value());
            Optional<Portfolio> last = find(session, id);
            if (last.isEmpty() || session.change(DELETE, id.value(), expectedVersion) == 0) {
                return Refusals.of(last);
            }
            return new WriteOutcome.Written<>(last.get(), expectedVersion + 1);
        });
    }

    private static Optional<Portfolio> find(Session session, PortfolioId id) throws SQLException {
        return session.query(FIND, WITH_HOLDINGS, id.value()).stream().findFirst();
    }

    private static Portfolio root(ResultSet row) throws SQLException {
        return new Portfolio(
                new PortfolioId(row.getString("root_id")),
                new UserId(row.getString("root_user_id")),
                row.getString("root_name"),
                row.getString("root_description"),
                row.getString("root_currency"),
                List.of(),
                row.getLong("root_version"),
                Session.instant(row, "root_created_at"),
                Session.instant(row, "root_updated_at"));
    }

    private static PortfolioSummary summary(ResultSet row) throws SQLException {
        return new PortfolioSummary(
                new PortfolioId(row.getString("portfolio_id")),
                new UserId(row.getString("user_id")),
                row.getString("name"),
                row.getString("description"),
                row.getString("currency"),
                row.getInt("holding_count"),
                row.getLong("version"),
                Session.instant(row, "created_at"),
                Session.instant(row, "updated_at"));
    }
}
