package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.NewRecords.written;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.BRK_B;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.WriteOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every watchlist repository promises about the order of items. Part of {@link WatchlistRepositoryContract}. */
public interface ReorderContract extends PersistenceUnderTest {

    @Test
    default void itemsTakeTheirNewPlacesAndOnlyThoseThatMoveGetANewVersion() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem apple = storedItem(watchlist, AAPL);
        WatchlistItem microsoft = storedItem(watchlist, MSFT);
        WatchlistItem berkshire = storedItem(watchlist, BRK_B);

        WriteOutcome.Written<Watchlist> outcome = written(reorder(watchlist, 4, berkshire, microsoft, apple));

        assertThat(outcome.value().items())
                .containsExactly(
                        berkshire.at(0).stored(2, CHANGED),
                        microsoft,
                        apple.at(2).stored(2, CHANGED));
        assertThat(outcome.rootVersion()).isEqualTo(5);
        assertThat(outcome.value().version()).isEqualTo(5);
        assertThat(outcome.value().updatedAt()).isEqualTo(CHANGED);
        assertThat(current(watchlist)).isEqualTo(outcome.value());
    }

    @Test
    default void anOrderClosesTheGapsThatDeletionsLeft() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem apple = storedItem(watchlist, AAPL);
        WatchlistItem microsoft = storedItem(watchlist, MSFT);
        persistence().items().delete(apple.itemId(), 1, CHANGED);

        Watchlist reordered = written(reorder(watchlist, 4, microsoft)).value();

        assertThat(reordered.items()).extracting(WatchlistItem::position).containsExactly(0);
    }

    @Test
    default void anOrderOfNothingIsAChangeToo() {
        Watchlist watchlist = storedWatchlist();

        assertThat(reorder(watchlist, 1)).isEqualTo(new WriteOutcome.Written<>(watchlist.stored(2, CHANGED), 2));
    }

    @Test
    default void aStaleOrderTellsWhatIsStoredAndChangesNothing() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem apple = storedItem(watchlist, AAPL);
        WatchlistItem microsoft = storedItem(watchlist, MSFT);
        Watchlist before = current(watchlist);

        assertThat(reorder(watchlist, 2, microsoft, apple)).isEqualTo(new WriteOutcome.Stale<>(before));
        assertThat(current(watchlist)).isEqualTo(before);
    }

    @Test
    default void anOrderOfAnUnknownWatchlistFindsItMissing() {
        assertThat(reorder(NewRecords.watchlist(NewRecords.user()), 1)).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void anOrderThatDoesNotNameEveryItemOnceIsRefusedAndChangesNothing() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem apple = storedItem(watchlist, AAPL);
        WatchlistItem microsoft = storedItem(watchlist, MSFT);
        WatchlistItem foreign = storedItem(storedWatchlist(), BRK_B);
        Watchlist before = current(watchlist);

        assertRefused(watchlist, microsoft);
        assertRefused(watchlist, microsoft, microsoft);
        assertRefused(watchlist, microsoft, foreign);
        assertRefused(watchlist, microsoft, apple, apple);
        assertRefused(watchlist, microsoft, apple, foreign);

        assertThat(current(watchlist)).isEqualTo(before);
    }

    private void assertRefused(Watchlist watchlist, WatchlistItem... order) {
        assertThatThrownBy(() -> reorder(watchlist, 3, order)).isInstanceOf(IllegalArgumentException.class);
    }

    private WriteOutcome<Watchlist> reorder(Watchlist watchlist, long expectedVersion, WatchlistItem... order) {
        List<ItemId> ids = List.of(order).stream().map(WatchlistItem::itemId).toList();
        return persistence().watchlists().reorder(watchlist.watchlistId(), ids, expectedVersion, CHANGED);
    }
}
