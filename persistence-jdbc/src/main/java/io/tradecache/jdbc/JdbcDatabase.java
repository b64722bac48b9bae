package io.tradecache.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.tradecache.core.port.ApiKeys;
import io.tradecache.core.port.EarningsStore;
import io.tradecache.core.port.Leadership;
import io.tradecache.core.port.MarketOverrides;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceInterest;
import io.tradecache.core.port.StreamTickets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A PostgreSQL database (13 or newer) in whose schema {@code tradecache} everything is kept: its pool of connections, its
 * migrations, and the repositories on it. While it cannot be reached, calls fail at once, except for one at a time that
 * tries whether it is back. Thread-safe.
 */
public final class JdbcDatabase implements AutoCloseable {

    private static final int ANSWER_SECONDS = 1;

    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final Breaker connections;
    private final Migrations migrations;
    private final JdbcTransactions transactions;
    private final JdbcChangeLog changeLog;
    private final MarketOverrides marketOverrides;
    private final Persistence persistence;
    private final EarningsStore earnings;

    private JdbcDatabase(HikariDataSource pool, DatabaseSettings settings) {
        this.settings = settings;
        this.pool = pool;
        this.connections = new Breaker(
                pool::getConnection,
                () -> pool.getHikariPoolMXBean().getActiveConnections() >= settings.connections(),
                System::nanoTime);
        this.migrations = new Migrations(settings);
        this.transactions = new JdbcTransactions(connections);
        this.changeLog = new JdbcChangeLog(transactions, settings);
        this.marketOverrides = new JdbcMarketOverrides(transactions);
        this.persistence = new Persistence(
                transactions,
                new JdbcPortfolioRepository(transactions),
                new JdbcHoldingRepository(transactions),
                new JdbcWatchlistRepository(transactions),
                new JdbcItemRepository(transactions),
                new JdbcPriceHistory(transactions),
                new JdbcIdempotencyKeys(transactions));
        this.earnings = new JdbcEarningsCalendar(transactions);
    }

    /**
     * Makes the pool, which connects by itself, so that this succeeds also while the database is away.
     *
     * @param settings where the database is and how it is used
     * @return the database; close it when done
     */
    public static JdbcDatabase open(DatabaseSettings settings) {
        return new JdbcDatabase(ConnectionPool.open(settings), settings);
    }

    /**
     * Brings the schema up to date, and makes it where there is none yet. Of several nodes that do so at the same time one
     * works and the others wait. A schema that is newer than this program is left as it is.
     *
     * @return what was done
     * @throws PortException.Unavailable when the database cannot be reached, or is too busy
     * @throws PortException.Corrupt when a migration fails (it is rolled back) or was changed after it had been run, or the
     *     role may not do it
     */
    public MigrationReport migrate() {
        return migrations.run();
    }

    /**
     * The migrations that {@link #migrate} would run. Changes nothing.
     *
     * @return each by version and description, in their order; empty when the schema is up to date
     * @throws PortException when the database cannot be reached, or its history cannot be read
     */
    public List<String> pendingMigrations() {
        return migrations.pending();
    }

    /**
     * The repositories and their transactions. They need the schema as {@link #migrate} makes it.
     *
     * @return the same at every call
     */
    public Persistence persistence() {
        return persistence;
    }

    /**
     * When companies report their earnings. It needs the schema as {@link #migrate} makes it.
     *
     * @return the same at every call
     */
    public EarningsStore earnings() {
        return earnings;
    }

    /**
     * What was committed in this database, by whatever program.
     *
     * @return the same at every call
     */
    public JdbcChangeLog changeLog() {
        return changeLog;
    }

    /**
     * The days of markets that are not as their rules say.
     *
     * @return the same at every call
     */
    public MarketOverrides marketOverrides() {
        return marketOverrides;
    }

    /**
     * Who may use the API.
     *
     * @return the keys, all of them on this database
     */
    public ApiKeys apiKeys() {
        return new JdbcApiKeys(transactions);
    }

    /**
     * Tickets that let somebody in once.
     *
     * @return those of all nodes on this database
     */
    public StreamTickets streamTickets() {
        return new JdbcStreamTickets(transactions);
    }

    /**
     * Shares roles out among the nodes on this database.
     *
     * @param node the name of one of them, unlike all others, also those that ran before it
     * @return leadership as that node sees it; ask one object only, since it remembers what it leads
     */
    public Leadership leadership(String node) {
        return leadership(node, System::nanoTime);
    }

    /** By another monotonic clock, for tests. */
    Leadership leadership(String node, LongSupplier nanoTime) {
        return new JdbcLeadership(transactions, node, nanoTime);
    }

    /**
     * What the nodes on this database want to be kept fresh.
     *
     * @param node the name of one of them, unlike all others
     * @return the interest as that node sees it
     */
    public PriceInterest priceInterest(String node) {
        return new JdbcPriceInterest(transactions, node);
    }

    /**
     * Whether the database answers now, which is known at most about a second after the time that the settings allow for
     * getting a connection. Also false while all connections are in use for as long.
     *
     * @return false when it cannot be reached, or this object is closed; never throws because of the database
     */
    public boolean isAnswering() {
        return SqlFailures.holds(() -> {
            try (Connection connection = connections.connect()) {
                return connection.isValid(ANSWER_SECONDS);
            }
        });
    }

    /**
     * The time by the clock of the database's machine.
     *
     * @return the present there
     * @throws PortException when the database cannot be asked
     */
    public Instant now() {
        return transactions.read(
                "the time",
                session -> session.first("SELECT clock_timestamp() AS now", row -> Session.instant(row, "now"))
                        .orElseThrow());
    }

    JdbcTransactions transactions() {
        return transactions;
    }

    DatabaseSettings settings() {
        return settings;
    }

    /** Closes all connections. Calls that are running fail, and so do later ones. Closing twice does no harm. */
    @Override
    public void close() {
        pool.close();
    }
}
