package io.tradecache.jdbc;

import static io.tradecache.testkit.ChangeLogContract.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.NewRecords;
import io.tradecache.testkit.PersistenceUnderTest;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What programs do that know nothing of tradecache: each change must be told, and versions must stay true. */
class ForeignSqlTest implements PersistenceUnderTest {

    private static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));
    private static final Symbol SYMBOL = new Symbol("AAPL");
    private static final String AS_REPLICA = "SET session_replication_role = replica";

    private final Sql sql = new Sql(MIGRATED);
    private final Portfolio portfolio = storedPortfolio();
    private final Holding holding = storedHolding(portfolio, SYMBOL);
    private final Watchlist watchlist = storedWatchlist();
    private final WatchlistItem item = storedItem(watchlist, SYMBOL);
    private LogPosition position = DATABASE.changeLog().end();

    @AfterAll
    static void close() {
        DATABASE.close();
        MIGRATED.close();
    }

    @Override
    public Persistence persistence() {
        return DATABASE.persistence();
    }

    @BeforeEach
    void beginHere() {
        position = DATABASE.changeLog().end();
    }

    @Test
    void anUpdateOfARootRaisesItsVersion() {
        sql.run("UPDATE tradecache.portfolios SET name = 'House' WHERE portfolio_id = '%s'"
                .formatted(portfolio.portfolioId()));
        sql.run("UPDATE tradecache.watchlists SET name = 'Cars' WHERE watchlist_id = '%s'"
                .formatted(watchlist.watchlistId()));

        assertLogged(logged(portfolio, 3), logged(watchlist, 3));
        assertThat(current(portfolio).version()).isEqualTo(3);
        assertThat(current(portfolio).updatedAt()).isAfter(NewRecords.CHANGED);
        assertThat(current(watchlist).version()).isEqualTo(3);
    }

    @Test
    void aVersionThatIsSetBackIsRaisedAllTheSame() {
        sql.run("UPDATE tradecache.portfolios SET version = 1 WHERE portfolio_id = '%s'"
                .formatted(portfolio.portfolioId()));

        assertLogged(logged(portfolio, 3));
    }

    @Test
    void anUpdateOfAChildRaisesItsRoot() {
        sql.run("UPDATE tradecache.holdings SET quantity = 5 WHERE holding_id = '%s'".formatted(holding.holdingId()));
        sql.run("UPDATE tradecache.watchlist_items SET notes = 'now' WHERE item_id = '%s'".formatted(item.itemId()));

        assertLogged(logged(portfolio, 3), logged(watchlist, 3));
        assertThat(current(portfolio).version()).isEqualTo(3);
        assertThat(current(portfolio).holdings().get(0).version()).isEqualTo(2);
        assertThat(current(watchlist).items().get(0).version()).isEqualTo(2);
    }

    @Test
    void aDeletedChildRaisesItsRoot() {
        sql.run("DELETE FROM tradecache.holdings WHERE holding_id = '%s'".formatted(holding.holdingId()));
        sql.run("DELETE FROM tradecache.watchlist_items WHERE item_id = '%s'".formatted(item.itemId()));

        assertLogged(logged(portfolio, 3), logged(watchlist, 3));
        assertThat(current(portfolio).version()).isEqualTo(3);
    }

    @Test
    void anInsertedChildRaisesItsRoot() {
        sql.run(insertHolding("MSFT"));
        sql.run("""
                INSERT INTO tradecache.watchlist_items (item_id, watchlist_id, user_id, stock_symbol, position, created_at,
                    updated_at)
                VALUES ('item_%1$s', '%1$s', '%2$s', 'MSFT', 1, now(), now())
                """.formatted(watchlist.watchlistId(), watchlist.userId()));

        assertLogged(logged(portfolio, 3), logged(watchlist, 3));
    }

    @Test
    void aRootWithItsChildrenInOneTransactionIsOneChange() {
        sql.run(
                insertHolding("MSFT"),
                insertHolding("TSLA"),
                "UPDATE tradecache.portfolios SET name = 'House' WHERE portfolio_id = '" + portfolio.portfolioId()
                        + "'",
                "UPDATE tradecache.holdings SET notes = '' WHERE portfolio_id = '" + portfolio.portfolioId() + "'");

        List<LoggedChange> changes = read();
        assertThat(changes).containsExactly(logged(portfolio, current(portfolio).version()));
        assertThat(current(portfolio).version()).isGreaterThan(2);
    }

    @Test
    void manyStatementsOfOneTransactionRaiseARootOnce() {
        sql.run(insertHolding("MSFT"), insertHolding("TSLA"), insertHolding("NVDA"));

        assertLogged(logged(portfolio, 3));
    }

    @Test
    void aStatementLogsARootOnceHoweverManyChildrenItChanges() {
        sql.run(insertHolding("MSFT"), insertHolding("TSLA"));
        String before = sql.text("SELECT count(*) FROM tradecache.change_log");
        sql.run("UPDATE tradecache.holdings SET notes = 'x' WHERE portfolio_id = '%s'"
                .formatted(portfolio.portfolioId()));

        assertThat(sql.text("SELECT count(*) - " + before + " FROM tradecache.change_log"))
                .as("one for the holdings, one for the portfolio")
                .isEqualTo("2");
    }

    @Test
    void anUpsertIsLoggedWhicheverWayItGoes() {
        String upsert = insertHolding("AAPL") + " ON CONFLICT (portfolio_id, stock_symbol) DO UPDATE SET quantity = 7";
        sql.run(upsert);
        assertLogged(logged(portfolio, 3));

        sql.run("DELETE FROM tradecache.holdings WHERE holding_id = '%s'".formatted(holding.holdingId()));
        beginHere();
        sql.run(upsert);
        assertLogged(logged(portfolio, 5));
    }

    @Test
    void aMergeIsLogged() {
        sql.run("""
                MERGE INTO tradecache.holdings h
                USING (VALUES ('AAPL'), ('MSFT')) AS s (symbol)
                ON h.portfolio_id = '%1$s' AND h.stock_symbol = s.symbol
                WHEN MATCHED THEN DELETE
                WHEN NOT MATCHED THEN INSERT (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                VALUES ('holding_%1$s', '%1$s', '%2$s', s.symbol, 1, 1, 'USD', now(), now())
                """.formatted(portfolio.portfolioId(), portfolio.userId()));

        assertLogged(logged(portfolio, 3));
    }

    @Test
    void aCopyIsLogged() throws SQLException, IOException {
        String row = "holding_copy%1$s,%1$s,%2$s,MSFT,1,1,USD,2026-03-09,2026-03-09\n"
                .formatted(portfolio.portfolioId(), portfolio.userId());
        try (Connection connection = MIGRATED.connect()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("""
                            COPY tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity,
                                avg_entry_price, currency, created_at, updated_at)
                            FROM STDIN (FORMAT csv)
                            """, new StringReader(row));
        }

        assertLogged(logged(portfolio, 3));
    }

    @Test
    void aCascadeIsCoveredByTheVersionOfTheDeletedRoot() {
        sql.run("DELETE FROM tradecache.portfolios WHERE portfolio_id = '%s'".formatted(portfolio.portfolioId()));
        sql.run("DELETE FROM tradecache.watchlists WHERE watchlist_id = '%s'".formatted(watchlist.watchlistId()));

        assertLogged(logged(portfolio, 3), logged(watchlist, 3));
    }

    @Test
    void aTruncationIsEverythingAndRaisesTheRootsThatStay() {
        sql.run("TRUNCATE tradecache.holdings");

        assertLogged(new LoggedChange.Everything());
        assertThat(current(portfolio).version()).isEqualTo(3);
        beginHere();
        sql.run("TRUNCATE tradecache.watchlists CASCADE");
        assertLogged(new LoggedChange.Everything());
    }

    @Test
    void aHoldingThatMovesRaisesBothPortfolios() {
        Portfolio other = NewRecords.portfolio(portfolio.userId());
        persistence().portfolios().insert(other);
        beginHere();

        sql.run("UPDATE tradecache.holdings SET portfolio_id = '%s' WHERE holding_id = '%s'"
                .formatted(other.portfolioId(), holding.holdingId()));

        assertLogged(logged(portfolio, 3), logged(other, 2));
    }

    @Test
    void aPortfolioThatChangesHandsIsForgottenForBothOwners() {
        Portfolio empty = storedPortfolio();
        UserId buyer = NewRecords.user();
        beginHere();

        sql.run("UPDATE tradecache.portfolios SET user_id = '%s' WHERE portfolio_id = '%s'"
                .formatted(buyer, empty.portfolioId()));

        assertLogged(logged(empty, 0), new LoggedChange.OfPortfolio(buyer, empty.portfolioId(), 0));
    }

    @Test
    void aPortfolioThatChangesItsIdIsForgottenUnderBoth() {
        Portfolio empty = storedPortfolio();
        beginHere();

        sql.run("UPDATE tradecache.portfolios SET portfolio_id = '%1$s-2' WHERE portfolio_id = '%1$s'"
                .formatted(empty.portfolioId()));

        PortfolioId renamed = new PortfolioId(empty.portfolioId().value() + "-2");
        assertLogged(logged(empty, 0), new LoggedChange.OfPortfolio(empty.userId(), renamed, 0));
    }

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

    private String insertHolding(String symbol) {
        return """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                VALUES ('holding_%1$s%3$s', '%1$s', '%2$s', '%3$s', 1, 1, 'USD', now(), now())
                """.formatted(portfolio.portfolioId(), portfolio.userId(), symbol);
    }

    private List<LoggedChange> read() {
        return DATABASE.changeLog().read(position).changes();
    }

    private void assertLogged(LoggedChange... changes) {
        assertThat(read()).containsExactlyInAnyOrder(changes);
    }
}
