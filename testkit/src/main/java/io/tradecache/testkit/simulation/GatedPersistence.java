package io.tradecache.testkit.simulation;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PortfolioRepository;
import io.tradecache.core.port.Transactions;
import io.tradecache.core.port.WriteOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database with a gate before every transaction, before its commit, and before every reading of portfolios outside one.
 * One transaction runs at a time: a second one waits at its gate, since a task that waits inside the database for
 * another's lock would keep the baton.
 */
public final class GatedPersistence {

    private final Persistence behind;
    private final Baton baton;

    /** The thread whose transaction runs. */
    private @Nullable Thread writing;

    private GatedPersistence(Persistence behind, Baton baton) {
        this.behind = behind;
        this.baton = baton;
    }

    /**
     * Puts the gates in front of a database.
     *
     * @param behind what answers
     * @param baton handed on at the gates
     * @return for all nodes that share the database
     */
    public static Persistence of(Persistence behind, Baton baton) {
        GatedPersistence gated = new GatedPersistence(behind, baton);
        return new Persistence(
                gated.transactions(),
                gated.portfolios(behind.portfolios()),
                behind.holdings(),
                behind.watchlists(),
                behind.items(),
                behind.history(),
                behind.idempotencyKeys());
    }

    private Transactions transactions() {
        return new Transactions() {
            @Override
            public <R> R inTransaction(Supplier<R> work) {
                baton.until("transaction", () -> writing == null, Long.MAX_VALUE);
                writing = Thread.currentThread();
                try {
                    return behind.transactions().inTransaction(() -> {
                        R result = work.get();
                        baton.gate("commit");
                        return result;
                    });
                } finally {
                    writing = null;
                }
            }
        };
    }

    private PortfolioRepository portfolios(PortfolioRepository portfolios) {
        return new PortfolioRepository() {
            @Override
            public List<PortfolioSummary> findByUser(UserId owner) {
                gate();
                return portfolios.findByUser(owner);
            }

            @Override
            public Optional<Portfolio> find(PortfolioId id) {
                gate();
                return portfolios.find(id);
            }

            @Override
            public Optional<UserId> findOwner(PortfolioId id) {
                gate();
                return portfolios.findOwner(id);
            }

            @Override
            public void insert(Portfolio portfolio) {
                portfolios.insert(portfolio);
            }

            @Override
            public WriteOutcome<Portfolio> update(Portfolio changed, long expectedVersion) {
                return portfolios.update(changed, expectedVersion);
            }

            @Override
            public WriteOutcome<Portfolio> delete(PortfolioId id, long expectedVersion) {
                return portfolios.delete(id, expectedVersion);
            }
        };
    }

    private void gate() {
        if (writing != Thread.currentThread()) {
            baton.gate("load");
        }
    }
}
