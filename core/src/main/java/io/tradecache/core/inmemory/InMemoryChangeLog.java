package io.tradecache.core.inmemory;

import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.port.ChangeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was committed in an {@link InMemoryDatabase}, the newest {@value #CAPACITY} changes of it. It keeps no times, so
 * {@link #before} goes back to the oldest change that is kept. Thread-safe.
 */
public final class InMemoryChangeLog implements ChangeLog {

    /** How many changes are kept. */
    static final int CAPACITY = 10_000;

    private final List<LoggedChange> changes = new ArrayList<>();

    /** How many changes were dropped from the front. */
    private long dropped;

    private @Nullable Told told;

    InMemoryChangeLog() {}

    @Override
    public synchronized LogPosition end() {
        return position(dropped + changes.size());
    }

    @Override
    public synchronized LogPosition before(Duration age) {
        return position(dropped);
    }

    @Override
    public synchronized Batch read(LogPosition from) {
        long index = Long.parseLong(from.text());
        if (index < dropped) {
            return new Batch(List.of(new LoggedChange.Everything()), end(), Duration.ZERO);
        }
        return new Batch(changes.subList((int) (index - dropped), changes.size()), end(), Duration.ZERO);
    }

    @Override
    public Duration retention() {
        return Duration.ofMinutes(15);
    }

    @Override
    public synchronized Told told() {
        return told == null ? new Told(before(retention()), "") : told;
    }

    @Override
    public synchronized void remember(Told newest) {
        told = newest;
    }

    /** Takes down how two states of the database differ. */
    synchronized void append(Tables before, Tables after) {
        differences(
                before.portfolios,
                after.portfolios,
                Portfolio::version,
                (portfolio, version) ->
                        new LoggedChange.OfPortfolio(portfolio.userId(), portfolio.portfolioId(), version));
        differences(
                before.watchlists,
                after.watchlists,
                Watchlist::version,
                (watchlist, version) ->
                        new LoggedChange.OfWatchlist(watchlist.userId(), watchlist.watchlistId(), version));
        int surplus = changes.size() - CAPACITY;
        if (surplus > 0) {
            changes.subList(0, surplus).clear();
            dropped += surplus;
        }
    }

    /** A root that is gone counts as one version more than its last. */
    private <K, V> void differences(
            Map<K, V> before, Map<K, V> after, Function<V, Long> version, BiFunction<V, Long, LoggedChange> change) {
        after.forEach((id, now) -> {
            if (before.get(id) != now) {
                changes.add(change.apply(now, version.apply(now)));
            }
        });
        before.forEach((id, old) -> {
            if (!after.containsKey(id)) {
                changes.add(change.apply(old, version.apply(old) + 1));
            }
        });
    }

    private static LogPosition position(long index) {
        return new LogPosition(Long.toString(index));
    }
}
