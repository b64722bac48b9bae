package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.ChangeLog;
import io.tradecache.core.port.ChangeLog.Batch;
import io.tradecache.core.port.ChangeLog.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ChangeLog} promises, together with the persistence whose changes it holds. */
@DisplayName("A change log")
public interface ChangeLogContract extends PersistenceUnderTest {

    /** What the tests hold and watch. */
    Symbol SYMBOL = new Symbol("AAPL");

    /** The log of {@link #persistence}. Nobody was told of it yet. */
    ChangeLog changeLog();

    /** A position that has changes behind it which the log does not know any more. */
    LogPosition forgottenPosition();

    /** A portfolio at a version, as the log gives it. */
    static LoggedChange logged(Portfolio portfolio, long version) {
        return new LoggedChange.OfPortfolio(portfolio.userId(), portfolio.portfolioId(), version);
    }

    /** A watchlist at a version, as the log gives it. */
    static LoggedChange logged(Watchlist watchlist, long version) {
        return new LoggedChange.OfWatchlist(watchlist.userId(), watchlist.watchlistId(), version);
    }

    /** The changes of one user; others may write to the same store. */
    static List<LoggedChange> of(UserId user, Batch batch) {
        return batch.changes().stream()
                .filter(change -> change.match(
                        portfolio -> portfolio.userId().equals(user),
                        watchlist -> watchlist.userId().equals(user),
                        everything -> true))
                .toList();
    }

    /** What the log gives of one user when something is done. */
    default List<LoggedChange> changesOf(UserId user, Runnable work) {
        LogPosition before = changeLog().end();
        work.run();
        return of(user, changeLog().read(before));
    }

    @Test
    default void aNewPortfolioIsGivenAtVersionOne() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

        assertThat(changesOf(
                        portfolio.userId(), () -> persistence().portfolios().insert(portfolio)))
                .containsExactly(logged(portfolio, 1));
    }

    @Test
    default void aChangedPortfolioIsGivenAtTheVersionThatItHasNow() {
        Portfolio portfolio = storedPortfolio();

        assertThat(changesOf(
                        portfolio.userId(),
                        () -> NewRecords.written(persistence().portfolios().update(portfolio.withName("House"), 1))))
                .containsExactly(logged(portfolio, 2));
    }

    @Test
    default void aDeletedPortfolioIsGivenAtOneVersionMoreThanItsLast() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, SYMBOL);

        assertThat(changesOf(
                        portfolio.userId(),
                        () -> NewRecords.written(persistence().portfolios().delete(portfolio.portfolioId(), 2))))
                .containsExactly(logged(portfolio, 3));
    }

    @Test
    default void aHoldingsChangeIsGivenAsItsPortfolioAtTheVersionThatCoversIt() {
        Portfolio portfolio = storedPortfolio();
        UserId user = portfolio.userId();
        Holding holding = NewRecords.holding(portfolio, SYMBOL);

        assertThat(changesOf(user, () -> persistence().holdings().insert(holding)))
                .containsExactly(logged(portfolio, 2));
        assertThat(changesOf(user, () -> persistence().holdings().update(holding, 1)))
                .containsExactly(logged(portfolio, 3));
        assertThat(changesOf(user, () -> persistence().holdings().delete(holding.holdingId(), 2, NewRecords.CHANGED)))
                .containsExactly(logged(portfolio, 4));
    }

    @Test
    default void aChangedWatchlistIsGivenAtTheVersionThatItHasNow() {
        Watchlist watchlist = NewRecords.watchlist(NewRecords.user());
        UserId user = watchlist.userId();

        assertThat(changesOf(user, () -> persistence().watchlists().insert(watchlist)))
                .containsExactly(logged(watchlist, 1));
        assertThat(changesOf(user, () -> persistence().watchlists().update(watchlist, 1)))
                .containsExactly(logged(watchlist, 2));
        assertThat(changesOf(user, () -> persistence().watchlists().delete(watchlist.watchlistId(), 2)))
                .containsExactly(logged(watchlist, 3));
    }

    @Test
    default void anItemsChangeIsGivenAsItsWatchlistAtTheVersionThatCoversIt() {
        Watchlist watchlist = storedWatchlist();
        UserId user = watchlist.userId();
        WatchlistItem item = NewRecords.item(watchlist, SYMBOL);

        assertThat(changesOf(user, () -> persistence().items().insert(item))).containsExactly(logged(watchlist, 2));
        assertThat(changesOf(user, () -> persistence().items().update(item, 1))).containsExactly(logged(watchlist, 3));
        assertThat(changesOf(user, () -> persistence().items().delete(item.itemId(), 2, NewRecords.CHANGED)))
                .containsExactly(logged(watchlist, 4));
    }

    @Test
    default void aReorderedWatchlistIsGivenAtTheVersionThatItHasNow() {
        Watchlist watchlist = storedWatchlist();
        WatchlistItem first = storedItem(watchlist, SYMBOL);
        WatchlistItem second = storedItem(watchlist, new Symbol("MSFT"));
        List<ItemId> order = List.of(second.itemId(), first.itemId());

        assertThat(changesOf(
                        watchlist.userId(),
                        () -> persistence()
                                .watchlists()
                                .reorder(watchlist.watchlistId(), order, 3, NewRecords.CHANGED)))
                .containsExactly(logged(watchlist, 4));
    }

    @Test
    default void whatIsRolledBackIsNotGiven() {
        Portfolio portfolio = storedPortfolio();

        assertThat(changesOf(
                        portfolio.userId(),
                        () -> assertThatThrownBy(() -> persistence()
                                        .transactions()
                                        .inTransaction(() -> {
                                            persistence().portfolios().update(portfolio.withName("House"), 1);
                                            throw new IllegalStateException("thrown by the test");
                                        }))
                                .isInstanceOf(IllegalStateException.class)))
                .isEmpty();
    }

    @Test
    default void theEndIsBehindWhatWasCommittedAndBeforeWhatWillBe() {
        Portfolio earlier = storedPortfolio();
        LogPosition end = changeLog().end();
        Portfolio later = NewRecords.portfolio(earlier.userId());
        persistence().portfolios().insert(later);

        assertThat(of(earlier.userId(), changeLog().read(end))).containsExactly(logged(later, 1));
    }

    @Test
    default void eachChangeIsGivenOnceToWhoReadsFromPositionToPosition() {
        Portfolio portfolio = storedPortfolio();
        List<LoggedChange> given = new ArrayList<>();
        LogPosition position = changeLog().end();

        for (long version = 1; version <= 5; version++) {
            persistence().portfolios().update(portfolio, version);
            Batch batch = changeLog().read(position);
            given.addAll(of(portfolio.userId(), batch));
            position = batch.next();
        }

        assertThat(given)
                .containsExactly(
                        logged(portfolio, 2),
                        logged(portfolio, 3),
                        logged(portfolio, 4),
                        logged(portfolio, 5),
                        logged(portfolio, 6));
        assertThat(of(portfolio.userId(), changeLog().read(position))).isEmpty();
    }

    @Test
    default void severalChangesOfOneObjectIncludeItsNewest() {
        Portfolio portfolio = storedPortfolio();

        assertThat(changesOf(portfolio.userId(), () -> {
                    persistence().portfolios().update(portfolio, 1);
                    storedHolding(portfolio, SYMBOL);
                    persistence().portfolios().update(portfolio, 3);
                }))
                .contains(logged(portfolio, 4));
    }

    @Test
    default void readingAgainFromTheSamePositionGivesTheSameAgain() {
        LogPosition before = changeLog().end();
        Portfolio portfolio = storedPortfolio();

        changeLog().read(before);

        assertThat(of(portfolio.userId(), changeLog().read(before))).containsExactly(logged(portfolio, 1));
    }

    @Test
    default void aPositionOfSomeTimeAgoHasTheChangesSinceBehindIt() {
        Portfolio portfolio = storedPortfolio();
        LogPosition ago = changeLog().before(changeLog().retention());

        assertThat(of(portfolio.userId(), changeLog().read(ago))).contains(logged(portfolio, 1));
    }

    @Test
    default void whatIsNotKeptAnyMoreIsGivenAsEverything() {
        Batch batch = changeLog().read(forgottenPosition());

        assertThat(batch.changes()).containsExactly(new LoggedChange.Everything());
        Portfolio portfolio = storedPortfolio();
        assertThat(of(portfolio.userId(), changeLog().read(batch.next()))).containsExactly(logged(portfolio, 1));
    }

    @Test
    default void whatIsNoPositionIsRefused() {
        assertThatThrownBy(() -> changeLog().read(new LogPosition("yesterday")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("yesterday");
    }

    @Test
    default void theLagIsNeverNegativeAndZeroWithoutChanges() {
        LogPosition before = changeLog().end();
        storedPortfolio();

        Batch batch = changeLog().read(before);

        assertThat(batch.lag()).isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(changeLog().read(batch.next()).lag()).isZero();
    }

    @Test
    default void changesAreKeptForAWhile() {
        assertThat(changeLog().retention()).isPositive();
    }

    @Test
    default void beforeAnybodyWasToldTheCacheIsBehindEverything() {
        Portfolio portfolio = storedPortfolio();

        Told told = changeLog().told();

        assertThat(told.cacheRun()).isEmpty();
        assertThat(of(portfolio.userId(), changeLog().read(told.position()))).contains(logged(portfolio, 1));
    }

    @Test
    default void howFarTheCacheWasToldIsRemembered() {
        Told first = new Told(changeLog().end(), "run-1");
        storedPortfolio();
        Told second = new Told(changeLog().end(), "run-2");

        changeLog().remember(first);
        assertThat(changeLog().told()).isEqualTo(first);
        changeLog().remember(second);
        assertThat(changeLog().told()).isEqualTo(second);
    }
}
