package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.WriteOutcome;
import io.tradecache.testkit.NewRecords;
import io.tradecache.testkit.TransactionsContract;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JdbcTransactionsTest implements TransactionsContract {

    private final PortException.Conflict conflict =
            new PortException.Conflict("database", "test", new IllegalStateException("a concurrent change"));

    private final AtomicInteger runs = new AtomicInteger();

    @Override
    public Persistence persistence() {
        return TestSchema.sharedPersistence();
    }

    @Test
    void workIsRunAgainAfterAConflictAndOnlyItsLastRunTakesEffect() {
        Portfolio portfolio = NewRecords.portfolio(NewRecords.user());

        inTransaction(() -> {
            persistence().portfolios().insert(portfolio);
            if (runs.incrementAndGet() == 1) {
                throw conflict;
            }
        });

        assertThat(runs).hasValue(2);
        assertThat(current(portfolio)).isEqualTo(portfolio);
    }

    @Test
    void workIsRunAgainAlsoWhenItCaughtTheConflict() {
        inTransaction(() -> {
            try {
                inTransaction(() -> {
                    if (runs.incrementAndGet() == 1) {
                        throw conflict;
                    }
                });
            } catch (PortException.Conflict e) {
                throw new IllegalStateException("something else", e);
            }
        });

        assertThat(runs).hasValue(2);
    }

    @Test
    void aConflictThatStaysReachesTheCaller() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    runs.incrementAndGet();
                    throw conflict;
                }))
                .isSameAs(conflict);

        assertThat(runs).hasValue(JdbcTransactions.RUNS);
    }

    @Test
    void workIsNotRunAgainAfterAnotherFailure() {
        assertThatThrownBy(() -> inTransaction(() -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(runs).hasValue(1);
    }

    @Test
    void callsAfterAFailedOneTellTheFirstFailure() {
        Portfolio portfolio = storedPortfolio();

        assertThatThrownBy(() -> inTransaction(() -> {
                    try {
                        persistence().portfolios().insert(portfolio);
                    } catch (PortException.Corrupt first) {
                        assertThatThrownBy(() -> current(portfolio)).isSameAs(first);
                    }
                }))
                .isInstanceOf(PortException.Corrupt.class)
                .hasMessageContaining("insert " + portfolio.portfolioId());
    }

    @Test
    void twoTransactionsThatBlockEachOtherBothTakeEffectInTheEnd() throws Exception {
        Portfolio first = storedPortfolio();
        Portfolio second = storedPortfolio();
        CyclicBarrier bothHaveOne = new CyclicBarrier(2);

        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> renameBoth(second, first, bothHaveOne));
        renameBoth(first, second, bothHaveOne);
        other.get(30, TimeUnit.SECONDS);

        assertThat(current(first).version()).isEqualTo(3);
        assertThat(current(second).version()).isEqualTo(3);
        // One more each time that they block each other, which they may do again before one of them is through.
        assertThat(runs).hasValueGreaterThanOrEqualTo(3);
    }

    private void renameBoth(Portfolio one, Portfolio other, CyclicBarrier bothHaveOne) {
        AtomicInteger ownRuns = new AtomicInteger();
        inTransaction(() -> {
            runs.incrementAndGet();
            rename(one);
            if (ownRuns.incrementAndGet() == 1) {
                await(bothHaveOne);
            }
            rename(other);
        });
    }

    /** Who runs again may have read before the other committed, and is then told so. */
    private void rename(Portfolio portfolio) {
        WriteOutcome<Portfolio> outcome;
        do {
            Portfolio now = current(portfolio);
            outcome = persistence().portfolios().update(now.withName("Renamed"), now.version());
        } while (outcome instanceof WriteOutcome.Stale);
        NewRecords.written(outcome);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void inTransaction(Runnable work) {
        persistence().transactions().inTransaction(() -> {
            work.run();
            return "done";
        });
    }
}
