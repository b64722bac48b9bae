package io.tradecache.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.change.LogPosition;
import io.tradecache.core.model.change.LoggedChange;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.port.Persistence;
import io.tradecache.embedded.TestDatabase;
import io.tradecache.testkit.PersistenceUnderTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A portfolio and a watchlist of ours, and what other programs do to them. */
abstract class OtherProgram implements PersistenceUnderTest {

    static final TestDatabase MIGRATED = TestSchema.fresh();
    private static final JdbcDatabase DATABASE = JdbcDatabase.open(TestSchema.settings(MIGRATED));
    static final Symbol SYMBOL = new Symbol("AAPL");

    final Sql sql = new Sql(MIGRATED);
    final Portfolio portfolio = storedPortfolio();
    final Holding holding = storedHolding(portfolio, SYMBOL);
    final Watchlist watchlist = storedWatchlist();
    final WatchlistItem item = storedItem(watchlist, SYMBOL);
    private LogPosition position = DATABASE.changeLog().end();

    @Override
    public Persistence persistence() {
        return DATABASE.persistence();
    }

    @BeforeEach
    void beginHere() {
        position = DATABASE.changeLog().end();
    }

    String insertHolding(String symbol) {
        return """
                INSERT INTO tradecache.holdings (holding_id, portfolio_id, user_id, stock_symbol, quantity, avg_entry_price,
                    currency, created_at, updated_at)
                VALUES ('holding_%1$s%3$s', '%1$s', '%2$s', '%3$s', 1, 1, 'USD', now(), now())
                """.formatted(portfolio.portfolioId(), portfolio.userId(), symbol);
    }

    List<LoggedChange> read() {
        return DATABASE.changeLog().read(position).changes();
    }

    void assertLogged(LoggedChange... changes) {
        assertThat(read()).containsExactlyInAnyOrder(changes);
    }
}
