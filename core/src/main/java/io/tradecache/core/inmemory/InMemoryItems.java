package io.tradecache.core.inmemory;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.WriteOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Keeps the items of watchlists in memory, inside their watchlists. Thread-safe. */
final class InMemoryItems implements ItemRepository {

    private static final Comparator<WatchlistItem> ORDER = Comparator.comparingInt(WatchlistItem::position)
            .thenComparing(WatchlistItem::createdAt)
            .thenComparing(item -> item.itemId().value());

    private final InMemoryDatabase database;

    InMemoryItems(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<WatchlistItem> find(ItemId id) {
        return database.read(tables -> find(tables, id));
    }

    @Override
    public Optional<UserId> findOwner(ItemId id) {
        return find(id).map(WatchlistItem::userId);
    }

    @Override
    public WriteOutcome<WatchlistItem> insert(WatchlistItem item) {
        return database.write(tables -> {
            Watchlist watchlist = tables.watchlists.get(item.watchlistId());
            if (watchlist == null || !watchlist.userId().equals(item.userId())) {
                return new WriteOutcome.Missing<>();
            }
            for (WatchlistItem present : watchlist.items()) {
                if (present.stockSymbol().equals(item.stockSymbol())) {
                    return new WriteOutcome.Duplicate<>(present);
                }
            }
            Tables.requireUnused(tables.items, item.itemId());
            List<WatchlistItem> all = new ArrayList<>(watchlist.items());
            WatchlistItem last =
                    item.at(all.isEmpty() ? 0 : all.get(all.size() - 1).position() + 1);
            all.add(last);
            tables.items.put(item.itemId(), item.watchlistId());
            return new WriteOutcome.Written<>(last, store(tables, watchlist, all, item.updatedAt()));
        });
    }

    @Override
    public WriteOutcome<WatchlistItem> update(WatchlistItem changed, long expectedVersion) {
        return database.write(tables -> {
            WatchlistItem current = find(tables, changed.itemId()).orElse(null);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            WatchlistItem next = current.withNotes(changed.notes())
                    .withTargets(changed.targetHigh(), changed.targetLow())
                    .stored(current.version() + 1, Tables.later(changed.updatedAt(), current.updatedAt()));
            List<WatchlistItem> all = without(tables, current);
            all.add(next);
            return new WriteOutcome.Written<>(next, store(tables, watchlist(tables, current), all, next.updatedAt()));
        });
    }

    @Override
    public WriteOutcome<WatchlistItem> delete(ItemId id, long expectedVersion, Instant now) {
        return database.write(tables -> {
            WatchlistItem current = find(tables, id).orElse(null);
            if (current == null) {
                return new WriteOutcome.Missing<>();
            }
            if (current.version() != expectedVersion) {
                return new WriteOutcome.Stale<>(current);
            }
            tables.items.remove(id);
            long version = store(tables, watchlist(tables, current), without(tables, current), now);
            return new WriteOutcome.Written<>(current, version);
        });
    }

    private static Optional<WatchlistItem> find(Tables tables, ItemId id) {
        return Optional.ofNullable(tables.items.get(id))
                .map(tables.watchlists::get)
                .flatMap(watchlist -> watchlist.items().stream()
                        .filter(item -> item.itemId().equals(id))
                        .findFirst());
    }

    private static Watchlist watchlist(Tables tables, WatchlistItem item) {
        Watchlist watchlist = tables.watchlists.get(item.watchlistId());
        if (watchlist == null) {
            throw new IllegalStateException("an item goes with its watchlist");
        }
        return watchlist;
    }

    private static List<WatchlistItem> without(Tables tables, WatchlistItem item) {
        List<WatchlistItem> others = new ArrayList<>(watchlist(tables, item).items());
        others.removeIf(other -> other.itemId().equals(item.itemId()));
        return others;
    }

    /** Gives a watchlist other items, and returns its version after that. */
    private static long store(Tables tables, Watchlist watchlist, List<WatchlistItem> items, Instant now) {
        items.sort(ORDER);
        Watchlist next =
                watchlist.withItems(items).stored(watchlist.version() + 1, Tables.later(now, watchlist.updatedAt()));
        tables.watchlists.put(next.watchlistId(), next);
        return next.version();
    }
}
