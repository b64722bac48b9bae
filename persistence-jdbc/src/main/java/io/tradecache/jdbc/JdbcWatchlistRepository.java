package io.tradecache.jdbc;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.WatchlistRepository;
import io.tradecache.core.port.WriteOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps watchlists in PostgreSQL. Thread-safe. */
final class JdbcWatchlistRepository implements WatchlistRepository {

    private static final String FIND_BY_USER = """
            SELECT w.watchlist_id AS root_id, w.user_id AS root_user_id, w.name AS root_name,
                w.description AS root_description, w.version AS root_version, w.created_at AS root_created_at,
                w.updated_at AS root_updated_at, %s
            FROM tradecache.watchlists w
            LEFT JOIN tradecache.watchlist_items i ON i.watchlist_id = w.watchlist_id
            WHERE w.user_id = ?
            ORDER BY w.created_at, w.watchlist_id, i.position, i.created_at, i.item_id
            """.formatted(ItemRows.COLUMNS);

    private static final String FIND = """
            SELECT w.watchlist_id AS root_id, w.user_id AS root_user_id, w.name AS root_name,
                w.description AS root_description, w.version AS root_version, w.created_at AS root_created_at,
                w.updated_at AS root_updated_at, %s
            FROM tradecache.watchlists w
            LEFT JOIN tradecache.watchlist_items i ON i.watchlist_id = w.watchlist_id
            WHERE w.watchlist_id = ?
            ORDER BY i.position, i.created_at, i.item_id
            """.formatted(ItemRows.COLUMNS);

    private static final String FIND_OWNER = """
            SELECT user_id FROM tradecache.watchlists WHERE watchlist_id = ?
            """;

    private static final String INSERT = """
            INSERT INTO tradecache.watchlists (watchlist_id, user_id, name, description, version, created_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String UPDATE = """
            UPDATE tradecache.watchlists
            SET name = ?, description = ?, version = version + 1,
                updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE watchlist_id = ? AND version = ?
            """;

    private static final String RAISE = """
            UPDATE tradecache.watchlists
            SET version = version + 1, updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            WHERE watchlist_id = ? AND version = ?
            """;

    private static final String REORDER = """
            UPDATE tradecache.watchlist_items AS i
            SET position = o.place - 1, version = version + 1,
                updated_at = GREATEST(?, updated_at + interval '1 microsecond')
            FROM unnest(?::text[]) WITH ORDINALITY AS o (item_id, place)
            WHERE i.item_id = o.item_id AND i.watchlist_id = ? AND i.position <> o.place - 1
            """;

    private static final String LOCK = """
            SELECT watchlist_id FROM tradecache.watchlists WHERE watchlist_id = ? FOR UPDATE
            """;

    private static final String DELETE = """
            DELETE FROM tradecache.watchlists WHERE watchlist_id = ? AND version = ?
            """;

    private static final RootRows<Watchlist, WatchlistItem> WITH_ITEMS =
            new RootRows<>(JdbcWatchlistRepository::root, "item_id", ItemRows::read, Watchlist::withItems);

    private final JdbcTransactions transactions;

    JdbcWatchlistRepository(JdbcTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Watchlist> findByUser(UserId owner) {
        return transactions.read(
                "watchlists of " + owner, session -> session.query(FIND_BY_USER, WITH_ITEMS, owner.value()));
    }

    @Override
    public Optional<Watchlist> find(WatchlistId id) {
        return transactions.read("find " + id, session -> find(session, id));
    }

    @Override
    public Optional<UserId> findOwner(WatchlistId id) {
        return transactions.read(
                "find owner of " + id,
                session -> session.first(FIND_OWNER, row -> new UserId(row.getString("user_id")), id.value()));
    }

    @Override
    public void insert(Watchlist watchlist) {
        transactions.write(
                "insert " + watchlist.watchlistId(),
                session -> session.change(
                        INSERT,
                        watchlist.watchlistId().value(),
                        watchlist.userId().value(),
                        watchlist.name(),
                        watchlist.description(),
                        watchlist.version(),
                        watchlist.createdAt(),
                        watchlist.updatedAt()));
    }

    @Override
    public WriteOutcome<Watchlist> update(Watchlist changed, long expectedVersion) {
        WatchlistId id = changed.watchlistId();
        return transactions.write("update " + id, session -> {
            int updated = session.change(
                    UPDATE, changed.name(), changed.description(), changed.updatedAt(), id.value(), expectedVersion);
            return outcome(updated, find(session, id));
        });
    }

    @Override
    public WriteOutcome<Watchlist> reorder(WatchlistId id, List<ItemId> order, long expectedVersion, Instant now) {
        String[] ids = order.stream().map(ItemId::value).toArray(String[]::new);
        return transactions.write("reorder " + id, session -> {
            // First, and by itself: it locks the watchlist, so that the items stay as they are read next.
            int raised = session.change(RAISE, now, id.value(), expectedVersion);
            Optional<Watchlist> watchlist = find(session, id);
            if (raised == 0 || watchlist.isEmpty()) {
                return Refusals.of(watchlist);
            }
            requireEveryItemOnce(watchlist.get(), order);
            session.change(REORDER, now, ids, id.value());
            return outcome(raised, find(session, id));
        });
    }

    @Override
    public WriteOutcome<Watchlist> delete(WatchlistId id, long expectedVersion) {
        return transactions.write("delete " + id, session -> {
            // Locked first, so that what is told of the deleted watchlist is what it was last.
            session.finds(LOCK, id.value());
            Optional<Watchlist> last = find(session, id);
            if (last.isEmpty() || session.change(DELETE, id.value(), expectedVersion) == 0) {
                return Refusals.of(last);
            }
            return new WriteOutcome.Written<>(last.get(), expectedVersion + 1);
        });
    }

    private static WriteOutcome<Watchlist> outcome(int written, Optional<Watchlist> stored) {
        return written == 0 || stored.isEmpty()
                ? Refusals.of(stored)
                : new WriteOutcome.Written<>(stored.get(), stored.get().version());
    }

    private static Optional<Watchlist> find(Session session, WatchlistId id) throws SQLException {
        return session.query(FIND, WITH_ITEMS, id.value()).stream().findFirst();
    }

    private static void requireEveryItemOnce(Watchlist watchlist, List<ItemId> order) {
        Set<ItemId> present =
                watchlist.items().stream().map(WatchlistItem::itemId).collect(Collectors.toSet());
        if (order.size() != present.size() || !present.equals(new HashSet<>(order))) {
            throw new IllegalArgumentException(
                    "the order must name every item of " + watchlist.watchlistId() + " once");
        }
    }

    private static Watchlist root(ResultSet row) throws SQLException {
        return new Watchlist(
                new WatchlistId(row.getString("root_id")),
                new UserId(row.getString("root_user_id")),
                row.getString("root_name"),
                row.getString("root_description"),
                List.of(),
                row.getLong("root_version"),
                Session.instant(row, "root_created_at"),
                Session.instant(row, "root_updated_at"));
    }
}
