package io.tradecache.jdbc;

import static io.tradecache.testkit.ChangeLogContract.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.testkit.NewRecords;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What programs do that know nothing of tradecache: each change must be told, and versions must stay true. */
class ForeignSqlTest extends OtherProgram {

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
}
