package io.tradecache.testkit;

import static io.tradecache.testkit.NewRecords.CHANGED;
import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.ItemRepository;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.Transactions;
import io.tradecache.core.port.WriteOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What every {@link Transactions} promises. */
public interface TransactionsContract extends PersistenceUnderTest {

    @Test
    default void theResultOfTheWorkIsHandedOut() {
        assertThat(transactions().<String>inTransaction(() -> "done")).isEqualTo("done");
    }

    @Test
    default void allCallsOfATransactionTakeEffect() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

        transactions().inTransaction(() -> {
            persistence().portfolios().insert(portfolio);
            persistence().holdings().insert(NewRecords.holding(portfolio, AAPL));
            return persistence().holdings().insert(NewRecords.holding(portfolio, MSFT));
        });

        assertThat(current(portfolio).holdings()).hasSize(2);
        assertThat(current(portfolio).version()).isEqualTo(3);
    }

    @Test
    default void whatTheWorkThrowsReachesTheCallerUnchanged() {
        IllegalStateException thrown = new IllegalStateException("changed my mind");

        assertThatThrownBy(() -> transactions().inTransaction(failing(thrown))).isSameAs(thrown);
    }

    @Test
    default void anErrorRollsBackToo() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());
        AssertionError thrown = new AssertionError("not a RuntimeException");

        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    persistence().portfolios().insert(portfolio);
                    throw thrown;
                }))
                .isSameAs(thrown);

        assertThat(persistence().portfolios().find(portfolio.portfolioId())).isEmpty();
    }

    @Test
    default void aRolledBackTransactionLeavesNothingNotEvenARootVersion() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);
        Portfolio before = current(portfolio);

        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    storedHolding(portfolio, MSFT);
                    persistence().holdings().delete(before.holdings().get(0).holdingId(), 1, CHANGED);
                    return failing(new IllegalStateException("changed my mind")).get();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(current(portfolio)).isEqualTo(before);
    }

    @Test
    default void aTransactionReadsWhatItWroteItself() {
        Portfolio portfolio = storedPortfolio();

        long version = transactions().inTransaction(() -> {
            storedHolding(portfolio, AAPL);
            return current(portfolio).version();
        });

        assertThat(version).isEqualTo(2);
    }

    @Test
    default void othersSeeOnlyWhatIsCommitted() {
        Portfolio portfolio = storedPortfolio();

        Portfolio seen = transactions().inTransaction(() -> {
            storedHolding(portfolio, AAPL);
            return CompletableFuture.supplyAsync(() -> current(portfolio)).join();
        });

        assertThat(seen).isEqualTo(portfolio);
        assertThat(current(portfolio).version()).isEqualTo(2);
    }

    @Test
    default void workInsideARunningTransactionJoinsIt() {
        Portfolio portfolio = storedPortfolio();

        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    transactions().inTransaction(() -> storedHolding(portfolio, AAPL));
                    return failing(new IllegalStateException("changed my mind")).get();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void aFailureOfJoinedWorkDoomsTheWholeEvenWhenItIsCaught() {
        Portfolio portfolio = storedPortfolio();
        IllegalStateException thrown = new IllegalStateException("changed my mind");

        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    storedHolding(portfolio, AAPL);
                    return swallowed(() -> transactions().inTransaction(failing(thrown)));
                }))
                .isSameAs(thrown);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void aFailedCallDoomsTheWholeEvenWhenItIsCaught() {
        Portfolio portfolio = storedPortfolio();

        assertThatThrownBy(() -> transactions().inTransaction(() -> {
                    storedHolding(portfolio, AAPL);
                    return swallowed(() -> {
                        persistence().portfolios().insert(portfolio);
                        return "inserted twice";
                    });
                }))
                .isInstanceOf(PortException.Corrupt.class);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void aTransactionGoesOnAfterAnExpectedRefusal() {
        Portfolio portfolio = storedPortfolio();
        storedHolding(portfolio, AAPL);

        transactions().inTransaction(() -> {
            assertThat(persistence().holdings().insert(NewRecords.holding(portfolio, AAPL)))
                    .isInstanceOf(WriteOutcome.Duplicate.class);
            return storedHolding(portfolio, MSFT);
        });

        assertThat(current(portfolio).holdings()).hasSize(2);
    }

    @Test
    default void aThreadStartsAfreshAfterARolledBackTransaction() {
        Portfolio portfolio = storedPortfolio();
        swallowed(() -> transactions().inTransaction(failing(new IllegalStateException("changed my mind"))));

        storedHolding(portfolio, AAPL);

        assertThat(current(portfolio).version()).isEqualTo(2);
    }

    @Test
    default void aFailedCommitLeavesNothing() {
        FaultyPersistence faulty = new FaultyPersistence(persistence());
        Portfolio portfolio = storedPortfolio();
        faulty.failCommits();

        assertThatThrownBy(
                        () -> faulty.persistence().transactions().inTransaction(() -> storedHolding(portfolio, AAPL)))
                .isInstanceOf(PortException.Unavailable.class);

        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    default void aMoveThatDiesBetweenItsTwoWritesLeavesTheItemAndNoHolding() {
        FaultyPersistence faulty = new FaultyPersistence(persistence());
        Portfolio portfolio = storedPortfolio();
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);
        Watchlist before = current(watchlist);
        faulty.fail(ItemRepository.class, "delete");

        assertThatThrownBy(() -> move(faulty.persistence(), portfolio, item))
                .isInstanceOf(PortException.Unavailable.class);

        assertThat(current(portfolio)).isEqualTo(portfolio);
        assertThat(current(watchlist)).isEqualTo(before);
    }

    @Test
    default void aMoveSpansPortfolioAndWatchlist() {
        Portfolio portfolio = storedPortfolio();
        Watchlist watchlist = storedWatchlist();
        WatchlistItem item = storedItem(watchlist, AAPL);

        move(persistence(), portfolio, item);

        assertThat(current(portfolio).holdings()).hasSize(1);
        assertThat(current(watchlist).items()).isEmpty();
    }

    private Transactions transactions() {
        return persistence().transactions();
    }

    private static void move(Persistence persistence, Portfolio portfolio, WatchlistItem item) {
        persistence.transactions().inTransaction(() -> {
            persistence.holdings().insert(NewRecords.holding(portfolio, item.stockSymbol()));
            return persistence.items().delete(item.itemId(), item.version(), CHANGED);
        });
    }

    private static Supplier<Object> failing(RuntimeException exception) {
        return () -> {
            throw exception;
        };
    }

    private static Object swallowed(Supplier<?> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return e;
        }
    }
}
