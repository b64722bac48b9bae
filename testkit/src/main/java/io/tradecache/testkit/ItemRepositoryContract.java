package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.NewRecords.CREATED;
import static io.tradecache.testkit.NewRecords.written;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.BRK_B;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WriteOutcome;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** What every {@link ItemRepository} promises. */
public interface ItemRepositoryContract extends PersistenceUnderTest {

    /** How many pairs of writers race for one item. */
    int PAIRS = 200;

    @Test
    default void aNewItemIsFoundAsItWasKept() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = NewRecords.item(watchlist, AAPL);

        WriteOutcome<WatchlistItem> outcome = items().insert(item);

        assertThat(outcome).isEqualTo(new WriteOutcome.Written<>(item, 2));
        assertThat(items().find(item.itemId())).contains(item);
        assertThat(items().findOwner(item.itemId())).contains(watchlist.userId());
        assertThat(current(watchlist).items()).containsExactly(item);
    }

    @Test
    default void anItemWithoutNotesAndTargetsIsFoundWithoutThem() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = NewRecords.item(watchlist, AAPL).withNotes(null).withTargets(null, null);

        items().insert(item);

        assertThat(items().find(item.itemId())).contains(item);
    }

    @Test
    default void anUnknownItemIsNotFound() {
        WatchlistItem unknown = NewRecords.item(storedWatchlist(), AAPL);

        assertThat(items().find(unknown.itemId())).isEmpty();
        assertThat(items().findOwner(unknown.itemId())).isEmpty();
    }

    @Test
    default void aNewItemStandsBehindAllOthersWhateverItsPositionSays() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem first =
                written(items().insert(NewRecords.item(watchlist, AAPL).at(7))).value();
        WatchlistItem second =
                written(items().insert(NewRecords.item(watchlist, MSFT).at(0))).value();
        items().delete(first.itemId(), 1, CHANGED);
        WatchlistItem third =
                written(items().insert(NewRecords.item(watchlist, BRK_B))).value();

        assertThat(first.position()).isZero();
        assertThat(second.position()).isEqualTo(1);
        assertThat(third.position()).isEqualTo(2);
        assertThat(current(watchlist).items()).containsExactly(second, third);
    }

    @Test
    default void aSecondItemOfASymbolIsADuplicate() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem first = storedItem(watchlist, AAPL);
        Watchlist before = current(watchlist);

        assertThat(items().insert(NewRecords.item(watchlist, AAPL))).isEqualTo(new WriteOutcome.Duplicate<>(first));
        assertThat(current(watchlist)).isEqualTo(before);
    }

    @Test
    default void twoWatchlistsMayHaveTheSameSymbol() {
        storedItem(storedWatchlist(), AAPL);

        written(items().insert(NewRecords.item(storedWatchlist(), AAPL)));
    }

    @Test
    default void anItemOfAnUnknownWatchlistFindsItMissing() {
        Watchlist unknown = NewRecords.watchlist(NewRecords.user());

        assertThat(items().insert(NewRecords.item(unknown, AAPL))).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void anItemOfSomebodyElsesWatchlistFindsItMissing() {
        Watchlist watchlist = storedWatchlist();
        Watchlist claimed = new Watchlist(
                watchlist.watchlistId(), NewRecords.user(), "Tech", null, watchlist.items(), 1, CREATED, CREATED);

        assertThat(items().insert(NewRecords.item(claimed, AAPL))).isEqualTo(new WriteOutcome.Missing<>());
        assertThat(current(watchlist)).isEqualTo(watchlist);
    }

    @Test
    default void anIdInUseIsRefused() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        WatchlistItem thief = new WatchlistItem(
                item.itemId(),
                watchlist.watchlistId(),
                watchlist.userId(),
                MSFT,
                null,
                null,
                null,
                0,
                1,
                CREATED,
                CREATED);

        assertThatThrownBy(() -> items().insert(thief)).isInstanceOf(PortException.Corrupt.class);

        assertThat(items().find(item.itemId())).contains(item);
    }

    @Test
    default void anUpdateChangesNotesAndTargetsAndNoOthers() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        WatchlistItem changed = new WatchlistItem(
                item.itemId(),
                NewRecords.watchlist(NewRecords.user()).watchlistId(),
                NewRecords.user(),
                MSFT,
                null,
                new BigDecimal("600.5"),
                null,
                9,
                77,
                CHANGED,
                CHANGED);

        WriteOutcome.Written<WatchlistItem> outcome = written(items().update(changed, 1));

        assertThat(outcome.value())
                .isEqualTo(item.withNotes(null)
                        .withTargets(new BigDecimal("600.5"), null)
                        .stored(2, CHANGED));
        assertThat(outcome.rootVersion()).isEqualTo(3);
        assertThat(items().find(item.itemId())).contains(outcome.value());
    }

    @Test
    default void everyWriteRaisesTheWatchlistsVersionByOneAndSetsItsTime() {
        Watchlist watchlist = storedWatchlist();

        WatchlistItem item = storedItem(watchlist, AAPL);
        assertThat(current(watchlist).version()).isEqualTo(2);
        assertThat(current(watchlist).updatedAt()).isAfter(CREATED);

        items().update(item.stored(1, CHANGED), 1);
        assertThat(current(watchlist).version()).isEqualTo(3);
        assertThat(current(watchlist).updatedAt()).isEqualTo(CHANGED);

        items().delete(item.itemId(), 2, CHANGED.plusSeconds(1));
        assertThat(current(watchlist)).isEqualTo(watchlist.stored(4, CHANGED.plusSeconds(1)));
    }

    @Test
    default void anUpdateIsLaterThanWhatItChangedWhateverTheClockSays() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        Watchlist before = current(watchlist);

        WatchlistItem updated = written(items().update(item.stored(1, CREATED.minusSeconds(60)), 1))
                .value();

        assertThat(updated.updatedAt()).isAfter(item.updatedAt());
        assertThat(current(watchlist).updatedAt()).isAfter(before.updatedAt());
    }

    @Test
    default void aStaleChangeTellsWhatIsStoredAndRaisesNoVersion() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        WatchlistItem current =
                written(items().update(item.withNotes("Changed"), 1)).value();
        Watchlist before = current(watchlist);

        assertThat(items().update(item.withNotes("Too late"), 1)).isEqualTo(new WriteOutcome.Stale<>(current));
        assertThat(items().delete(item.itemId(), 1, CHANGED)).isEqualTo(new WriteOutcome.Stale<>(current));
        assertThat(current(watchlist)).isEqualTo(before);
    }

    @Test
    default void aChangeOfAnUnknownItemFindsItMissing() {
        WatchlistItem unknown = NewRecords.item(storedWatchlist(), AAPL);

        assertThat(items().update(unknown, 1)).isEqualTo(new WriteOutcome.Missing<>());
        assertThat(items().delete(unknown.itemId(), 1, CHANGED)).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void aDeletionTellsWhatThereWas() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);

        assertThat(items().delete(item.itemId(), 1, CHANGED)).isEqualTo(new WriteOutcome.Written<>(item, 3));
        assertThat(items().find(item.itemId())).isEmpty();
        assertThat(current(watchlist).items()).isEmpty();
    }

    @Test
    default void ofTwoUpdatesFromOneVersionExactlyOneTakesPlace() throws Exception {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);

        UpdateRace.run(PAIRS, (version, writer) -> items().update(item.withNotes("By " + writer), version));

        assertThat(current(watchlist).version()).isEqualTo(2 + PAIRS);
    }

    private ItemRepository items() {
        return persistence().items();
    }
}
