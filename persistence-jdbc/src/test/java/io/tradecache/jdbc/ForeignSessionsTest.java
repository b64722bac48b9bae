package io.tradecache.jdbc;

import static io.tradecache.testkit.ChangeLogContract.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.testkit.NewRecords;
import org.junit.jupiter.api.Test;

/** Transactions that end otherwise, and sessions that are not as others are: nothing escapes the log through them either. */
class ForeignSessionsTest extends OtherProgram {

    private static final String AS_REPLICA = "SET session_replication_role = replica";

    @Test
    void aReplicaCannotBypassTheLog() {
        sql.run(
                AS_REPLICA,
                "UPDATE tradecache.holdings SET quantity = 5 WHERE holding_id = '" + holding.holdingId() + "'");

        assertLogged(logged(portfolio, 3));
    }

    @Test
    void aChildWithoutAParentIsForgottenUnconditionally() {
        UserId stranger = NewRecords.user();
        sql.run(AS_REPLICA, """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                VALUES ('holding_orphan', 'portfolio_none', '%s', 'AAPL', 1, 1, 'USD', now(), now())
                """.formatted(stranger));

        assertLogged(new LoggedChange.OfPortfolio(stranger, new PortfolioId("portfolio_none"), 0));
    }

    @Test
    void anIdThatNobodyCouldReadIsEverything() {
        sql.run(AS_REPLICA, """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                VALUES ('holding_odd', 'no such id', '', 'AAPL', 1, 1, 'USD', now(), now())
                """);

        assertLogged(new LoggedChange.Everything());
    }

    @Test
    void whatASavepointTookBackIsNotLogged() {
        sql.run(
                "SAVEPOINT one",
                insertHolding("MSFT"),
                "ROLLBACK TO SAVEPOINT one",
                "SAVEPOINT two",
                "UPDATE tradecache.watchlists SET name = 'Cars' WHERE watchlist_id = '" + watchlist.watchlistId() + "'",
                "RELEASE SAVEPOINT two");

        assertLogged(logged(watchlist, 3));
        assertThat(current(portfolio).version()).isEqualTo(2);
    }

    @Test
    void whatIsRolledBackIsNotLogged() {
        sql.run(insertHolding("MSFT"), "ROLLBACK");

        assertLogged();
    }

    @Test
    void aSessionThatCallsItselfOursAndRaisesNoVersionHidesNothing() {
        sql.run(
                "SET tradecache.session = 'own'",
                "UPDATE tradecache.holdings SET quantity = 5 WHERE holding_id = '" + holding.holdingId() + "'");

        assertLogged(logged(portfolio, 0));
    }

    @Test
    void aRoleThatMayWriteNeedsNoRightToTheLog() {
        sql.run(
                "CREATE ROLE clerk",
                "GRANT clerk TO CURRENT_USER",
                "GRANT USAGE ON SCHEMA tradecache TO clerk",
                "GRANT SELECT, UPDATE ON tradecache.holdings TO clerk",
                "SET ROLE clerk",
                "UPDATE tradecache.holdings SET quantity = 5 WHERE holding_id = '" + holding.holdingId() + "'",
                "RESET ROLE",
                "DROP OWNED BY clerk",
                "DROP ROLE clerk");

        assertLogged(logged(portfolio, 3));
    }
}
