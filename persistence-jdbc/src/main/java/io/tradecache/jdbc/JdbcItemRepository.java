package io.tradecache.jdbc;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.WriteOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the items of watchlists in PostgreSQL. Each write locks the watchlist's row by a statement of its own: what a later
 * statement reads is then what the last writer left, while the rest of a locking statement is from before the wait.
 * Thread-safe.
 */
final class JdbcItemRepository implements ItemRepository {

    private static final String FIND = """
            SELECT %s
            FROM tradecache.watchlist_items i
            WHERE i.item_id = ?
            """.formatted(ItemRows.COLUMNS);

    private static final String FIND_BY_SYMBOL = """
            SELECT %s
            FROM tradecache.watchlist_items i
            WHERE i.watchlist_id = ? AND i.stock_symbol = ?
            """.formatted(ItemRows.COLUMNS);

    private static final String FIND_OWNER = """
            SELECT user_id FROM tradecache.watchlist_items WHERE item_id = ?
            """;

    private static final String LOCK_WATCHLIST = """
            SELECT watchlist_id FROM tradecache.watchlists
            WHERE watchlist_id = ? AND user_id = ?
            FOR NO KEY UPDATE
            """;

    private static final String LOCK_WATCHLIST_OF_ITEM = """
            SELECT watchlist_id FROM tradecache.watchlists
            WHERE watchlist_id = (SELECT i.watchlist_id FROM tradecache.watchlist_items i WHERE i.item_id = ?)
            FOR NO KEY UPDATE
            """;

    private static final String RAISE_WATCHLIST = """
            UPDATE tradecache.watchlists
            SET version = version + 1, updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE watchlist_id = ?
            RETURNING version
            """;

    private static final String INSERT = """
            INSERT INTO tradecache.watchlist_items AS i
                (item_id, watchlist_id, user_id, stock_symbol, notes, target_high, target_low, version, created_at,
                updated_at, position)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (
                SELECT COALESCE(max(position) + 1, 0) FROM tradecache.watchlist_items WHERE watchlist_id = ?))
            ON CONFLICT (watchlist_id, stock_symbol) DO NOTHING
            RETURNING %s
            """.formatted(ItemRows.COLUMNS);

    private static final String UPDATE = """
            UPDATE tradecache.watchlist_items AS i
            SET notes = ?, target_high = ?, target_low = ?, version = version + 1,
                updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE item_id = ? AND version = ?
            RETURNING %s
            """.formatted(ItemRows.COLUMNS);

    private static final String DELETE = """
            DELETE FROM tradecache.watchlist_items AS i
            WHERE item_id = ? AND version = ?
            RETURNING %s
            """.formatted(ItemRows.COLUMNS);

    private final JdbcTransactions transactions;

    JdbcItemRepository(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<WatchlistItem> find(ItemId id) {
        return transactions.read("find " + id, session -> session.first(FIND, ItemRows::read, id.value()));
    }

    @Override
    public Optional<UserId> findOwner(ItemId id) {
        return transactions.read(
                "find owner of " + id,
                session -> session.first(FIND_OWNER, row -> new UserId(row.getString("user_id")), id.value()));
    }

    @Override
    public WriteOutcome<WatchlistItem> insert(WatchlistItem item) {
        String watchlist = item.watchlistId().value();
        String symbol = item.stockSymbol().value();
        return transactions.write("insert " + item.itemId(), session -> {
            if (!session.finds(LOCK_WATCHLIST, watchlist, item.userId().value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<WatchlistItem> inserted = insert(session, item);
            if (inserted.isEmpty()) {
                return new WriteOutcome.Duplicate<>(session.first(FIND_BY_SYMBOL, ItemRows::read, watchlist, symbol)
                        .orElseThrow(() -> SqlFailures.vanished(symbol + " in " + watchlist)));
            }
            return written(session, inserted.get(), item.updatedAt());
        });
    }

    @Override
    public WriteOutcome<WatchlistItem> update(WatchlistItem changed, long expectedVersion) {
        ItemId id = changed.itemId();
        return transactions.write("update " + id, session -> {
            if (!session.finds(LOCK_WATCHLIST_OF_ITEM, id.value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<WatchlistItem> updated = session.first(
                    UPDATE,
                    ItemRows::read,
                    changed.notes(),
                    changed.targetHigh(),
                    changed.targetLow(),
                    changed.updatedAt(),
                    id.value(),
                    expectedVersion);
            if (updated.isEmpty()) {
                return Refusals.of(session.first(FIND, ItemRows::read, id.value()));
            }
            return written(session, updated.get(), updated.get().updatedAt());
        });
    }

    @Override
    public WriteOutcome<WatchlistItem> delete(ItemId id, long expectedVersion, Instant now) {
        return transactions.write("delete " + id, session -> {
            if (!session.finds(LOCK_WATCHLIST_OF_ITEM, id.value())) {
                return new WriteOutcome.Missing<>();
            }
            Optional<WatchlistItem> deleted = session.first(DELETE, ItemRows::read, id.value(), expectedVersion);
            if (deleted.isEmpty()) {
                return Refusals.of(session.first(FIND, ItemRows::read, id.value()));
            }
            return written(session, deleted.get(), now);
        });
    }

    private static Optional<WatchlistItem> insert(Session session, WatchlistItem item) throws SQLException {
        return session.first(
                INSERT,
                ItemRows::read,
                item.itemId().value(),
                item.watchlistId().value(),
                item.userId().value(),
                item.stockSymbol().value(),
                item.notes(),
                item.targetHigh(),
                item.targetLow(),
                item.version(),
                item.createdAt(),
                item.updatedAt(),
                item.watchlistId().value());
    }

    /** Raises the watchlist's version too. */
    private static WriteOutcome<WatchlistItem> written(Session session, WatchlistItem item, Instant now)
            throws SQLException {
        String watchlist = item.watchlistId().value();
        long version = session.first(RAISE_WATCHLIST, row -> row.getLong("version"), now, watchlist)
                .orElseThrow();
        return new WriteOutcome.Written<>(item, version);
    }
}
