package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.NewRecords.CREATED;
import static io.tradecache.testkit.NewRecords.written;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.BRK_B;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WatchlistRepository;
import io.tradecache.core.port.WriteOutcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every {@link WatchlistRepository} promises, apart from reordering. */
public interface WatchlistRepositoryContract extends ReorderContract {

    /** How many changes the reader of {@link #watchlistsAndTheirItemsAreOfOneMoment} meets. */
    int CHANGES_MET = 300;

    /** How many pairs of writers race for one watchlist. */
    int PAIRS = 200;

    @Test
    default void aNewWatchlistIsFoundAsItWasKept() {
        Watchlist watchlist = storedWatchlist();

        assertThat(watchlists().find(watchlist.watchlistId())).contains(watchlist);
        assertThat(watchlists().findOwner(watchlist.watchlistId())).contains(watchlist.userId());
    }

    @Test
    default void theItemsOfANewWatchlistAreNotLookedAt() {
        Watchlist watchlist = NewRecords.watchlist(NewRecords.user()).withDescription(null);

        watchlists().insert(watchlist.withItems(List.of(NewRecords.item(watchlist, AAPL))));

        assertThat(current(watchlist)).isEqualTo(watchlist);
    }

    @Test
    default void anIdInUseIsRefused() {
        Watchlist watchlist = storedWatchlist();

        assertThatThrownBy(() -> watchlists().insert(watchlist.withName("Another")))
                .isInstanceOf(PortException.Corrupt.class);

        assertThat(current(watchlist)).isEqualTo(watchlist);
    }

    @Test
    default void anUnknownWatchlistIsNotFound() {
        WatchlistId unknown = NewRecords.watchlist(NewRecords.user()).watchlistId();

        assertThat(watchlists().find(unknown)).isEmpty();
        assertThat(watchlists().findOwner(unknown)).isEmpty();
    }

    @Test
    default void itemsAreOrderedByPosition() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem first = storedItem(watchlist, MSFT);
        WatchlistItem second = storedItem(watchlist, AAPL);
        WatchlistItem third = storedItem(watchlist, BRK_B);

        assertThat(current(watchlist).items()).containsExactly(first, second, third);
    }

    @Test
    default void aUsersWatchlistsAreOrderedByCreationThenIdEachWithItsItems() {
        UserId user = NewRecords.user();
        Watchlist youngest = NewRecords.watchlist(user, CREATED.plusSeconds(1));
        Watchlist first = NewRecords.watchlist(user);
        Watchlist second = NewRecords.watchlist(user);
        List.of(youngest, first, second).forEach(watchlists()::insert);
        storedItem(first, MSFT);
        storedItem(youngest, MSFT);
        storedItem(youngest, AAPL);
        storedWatchlist();
        boolean inOrder =
                first.watchlistId().value().compareTo(second.watchlistId().value()) < 0;

        assertThat(watchlists().findByUser(user))
                .containsExactly(
                        current(inOrder ? first : second), current(inOrder ? second : first), current(youngest));
    }

    @Test
    default void aUserWithoutWatchlistsHasAnEmptyList() {
        assertThat(watchlists().findByUser(NewRecords.user())).isEmpty();
    }

    @Test
    default void anUpdateChangesTheWatchlistsOwnFieldsAndNoOthers() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        Watchlist changed = new Watchlist(
                watchlist.watchlistId(), NewRecords.user(), "Energy", null, List.of(), 99, CHANGED, CHANGED);

        WriteOutcome.Written<Watchlist> outcome = written(watchlists().update(changed, 2));

        assertThat(outcome.value())
                .isEqualTo(watchlist
                        .withName("Energy")
                        .withDescription(null)
                        .withItems(List.of(item))
                        .stored(3, CHANGED));
        assertThat(outcome.rootVersion()).isEqualTo(3);
        assertThat(current(watchlist)).isEqualTo(outcome.value());
    }

    @Test
    default void anUpdateIsLaterThanWhatItChangedWhateverTheClockSays() {
        Watchlist watchlist = storedWatchlist();

        Watchlist updated = written(watchlists().update(watchlist.stored(1, CREATED.minusSeconds(60)), 1))
                .value();

        assertThat(updated.updatedAt()).isAfter(watchlist.updatedAt());
    }

    @Test
    default void aStaleUpdateOrDeletionTellsWhatIsStoredAndChangesNothing() {
        Watchlist watchlist = storedWatchlist();
        storedItem(watchlist, AAPL);
        Watchlist before = current(watchlist);

        assertThat(watchlists().update(watchlist.withName("Energy"), 1)).isEqualTo(new WriteOutcome.Stale<>(before));
        assertThat(watchlists().delete(watchlist.watchlistId(), 1)).isEqualTo(new WriteOutcome.Stale<>(before));
        assertThat(current(watchlist)).isEqualTo(before);
    }

    @Test
    default void aChangeOfAnUnknownWatchlistFindsItMissing() {
        Watchlist unknown = NewRecords.watchlist(NewRecords.user());

        assertThat(watchlists().update(unknown, 1)).isEqualTo(new WriteOutcome.Missing<>());
        assertThat(watchlists().delete(unknown.watchlistId(), 1)).isEqualTo(new WriteOutcome.Missing<>());
    }

    @Test
    default void aDeletionTakesTheItemsAlongAndTellsWhatThereWas() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        Watchlist before = current(watchlist);

        WriteOutcome<Watchlist> outcome = watchlists().delete(watchlist.watchlistId(), 2);

        assertThat(outcome).isEqualTo(new WriteOutcome.Written<>(before, 3));
        assertThat(watchlists().find(watchlist.watchlistId())).isEmpty();
        assertThat(watchlists().findByUser(watchlist.userId())).isEmpty();
        assertThat(persistence().items().find(item.itemId())).isEmpty();
        assertThat(persistence().items().findOwner(item.itemId())).isEmpty();
    }

    @Test
    default void ofTwoUpdatesFromOneVersionExactlyOneTakesPlace() throws Exception {
        Watchlist watchlist = storedWatchlist();

        UpdateRace.run(PAIRS, (version, writer) -> watchlists().update(watchlist.withName("By " + writer), version));

        assertThat(current(watchlist).version()).isEqualTo(1 + PAIRS);
    }

    @Test
    default void watchlistsAndTheirItemsAreOfOneMoment() {
        Watchlist watchlist = storedWatchlist();
        storedItem(watchlist, AAPL);
        storedItem(watchlist, MSFT);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int change = 1; change <= CHANGES_MET; change++) {
                changeBoth(watchlist, change);
            }
        });

        do {
            assertOfOneMoment(current(watchlist));
            assertOfOneMoment(watchlists().findByUser(watchlist.userId()).get(0));
        } while (!writer.isDone());

        writer.join();
    }

    private void changeBoth(Watchlist watchlist, int change) {
        persistence().transactions().inTransaction(() -> {
            for (WatchlistItem item : current(watchlist).items()) {
                written(persistence().items().update(item.withNotes("Change " + change), item.version()));
            }
            return change;
        });
    }

    private static void assertOfOneMoment(Watchlist seen) {
        assertThat(seen.items().get(0).notes()).isEqualTo(seen.items().get(1).notes());
        assertThat(seen.version())
                .isEqualTo(1
                        + seen.items().stream()
                                .mapToLong(WatchlistItem::version)
                                .sum());
    }

    private WatchlistRepository watchlists() {
        return persistence().watchlists();
    }
}
