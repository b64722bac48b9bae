package io.tradecache.core.inmemory;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.WatchlistRepository;
import io.tradecache.core.port.WriteOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps watchlists in memory. Thread-safe. */
final class InMemoryWatchlists implements WatchlistRepository {

    private final InMemoryDatabase database;

    InMemoryWatchlists(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<Watchlist> findByUser(UserId owner) {
        return database.read(tables -> tables.watchlists.values().stream()
                .filter(watchlist -> watchlist.userId().equals(owner))
                .sorted(Comparator.comparing(Watchlist::createdAt)
                        .thenComparing(watchlist -> watchlist.watchlistId().value()))
                .toList());
    }

    @Override
    public Optional<Watchlist> find(WatchlistId id) {
        return database.read(tables -> Optional.ofNullable(tables.watchlists.get(id)));
    }

    @Override
    public Optional<UserId> findOwner(WatchlistId id) {
        return find(id).map(Watchlist::userId);
    }

    @Override
    public void insert(Watchlist watchlist) {
        database.write(tables -> {
            Tables.requireUnused(tables.watchlists, watchlist.watchlistId());
            return tables.watchlists.put(watchlist.watchlistId(), watchlist.withItems(List.of()));
        });
    }

    @Override
    public WriteOutcome<Watchlist> update(Watchlist changed, long expectedVersion) {
        return database.write(tables -> {
            Watchlist current = tables.watchlists.get(changed.watchlistId());
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            Watchlist next = current.withName(changed.name()).withDescription(changed.description());
            return store(tables, next, changed.updatedAt());
        });
    }

    @Override
    public WriteOutcome<Watchlist> reorder(WatchlistId id, List<ItemId> order, long expectedVersion, Instant now) {
        return database.write(tables -> {
            Watchlist current = tables.watchlists.get(id);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            requireEveryItemOnce(current, order);
            List<WatchlistItem> items = current.items().stream()
                    .map(item -> moved(item, order.indexOf(item.itemId()), now))
                    .sorted(Comparator.comparingInt(WatchlistItem::position))
                    .toList();
            return store(tables, current.withItems(items), now);
        });
    }

    @Override
    public WriteOutcome<Watchlist> delete(WatchlistId id, long expectedVersion) {
        return database.write(tables -> {
            Watchlist current = tables.watchlists.get(id);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            tables.watchlists.remove(id);
            current.items().forEach(item -> tables.items.remove(item.itemId()));
            return new WriteOutcome.Written<>(current, current.version() + 1);
        });
    }

    private static void requireEveryItemOnce(Watchlist watchlist, List<ItemId> order) {
        Set<ItemId> present =
                watchlist.items().stream().map(WatchlistItem::itemId).collect(Collectors.toSet());
        if (order.size() != present.size() || !present.equals(new HashSet<>(order))) {
            throw new IllegalArgumentException(
                    "the order must name every item of " + watchlist.watchlistId() + " once");
        }
    }

    private static WatchlistItem moved(WatchlistItem item, int position, Instant now) {
        return item.position() == position
                ? item
                : item.at(position).stored(item.version() + 1, Tables.later(now, item.updatedAt()));
    }

    private static WriteOutcome<Watchlist> store(Tables tables, Watchlist changed, Instant now) {
        Watchlist next = changed.stored(changed.version() + 1, Tables.later(now, changed.updatedAt()));
        tables.watchlists.put(next.watchlistId(), next);
        return new WriteOutcome.Written<>(next, next.version());
    }
}
