package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.AMELIA;
import static io.tradecache.testkit.service.Desk.BRUNO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.MoveService.Move;
import io.tradecache.core.service.MoveService.Moved;
import io.tradecache.core.service.MoveService.OnExisting;
import io.tradecache.core.service.RefusedException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MoveServiceTest {

    private final Desk desk = new Desk();
    private final Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
    private final Watchlist watchlist = desk.watchlist(AMELIA, "Tech");
    private final WatchlistItem item = desk.item(watchlist, AAPL);

    @Test
    void theItemGoesAndTheHoldingComes() {
        readBoth();

        Moved moved = move("10", "100", OnExisting.REJECT, false).value();

        assertThat(moved.holding().stockSymbol()).isEqualTo(AAPL);
        assertThat(moved.portfolioVersion()).isEqualTo(2);
        assertThat(moved.watchlistVersion()).isEqualTo(3);
        assertThat(portfolioNow().holdings()).containsExactly(moved.holding());
        assertThat(watchlistNow().items()).isEmpty();
    }

    @Test
    void theItemStaysWhenAsked() {
        move("10", "100", OnExisting.REJECT, true);

        assertThat(watchlistNow().items()).containsExactly(item);
    }

    @Test
    void takesTheCurrentPriceWhenNoneIsGiven() {
        desk.feed.state(AAPL, "150.25");

        assertThat(move("10", null, OnExisting.REJECT, false).value().holding().avgEntryPrice())
                .isEqualByComparingTo("150.25");
    }

    @Test
    void refusesWithoutAnyPriceAndChangesNothing() {
        assertThatThrownBy(() -> move("10", null, OnExisting.REJECT, false))
                .isInstanceOf(RefusedException.PriceUnavailable.class);

        assertThat(watchlistNow().items()).containsExactly(item);
        assertThat(portfolioNow().holdings()).isEmpty();
    }

    @Test
    void refusesASymbolThatIsHeldAlready() {
        desk.holding(portfolio, AAPL, "10", "100");

        assertThatThrownBy(() -> move("5", "130", OnExisting.REJECT, false))
                .isInstanceOf(RefusedException.Duplicate.class);
        assertThat(watchlistNow().items()).containsExactly(item);
    }

    @Test
    void mergesAtTheWeightedAverage() {
        desk.holding(portfolio, AAPL, "10", "100");

        Moved moved = move("5", "130", OnExisting.MERGE, false).value();

        assertThat(moved.holding().quantity()).isEqualByComparingTo("15");
        assertThat(moved.holding().avgEntryPrice()).isEqualByComparingTo("110");
        assertThat(moved.holding().version()).isEqualTo(2);
    }

    @Test
    void neverMergesCurrencies() {
        desk.holding(portfolio, AAPL, "10", "100");
        desk.tradecache.portfolios().update(AMELIA, portfolio.portfolioId(), 2, now -> now.withCurrency("EUR"));

        assertThatThrownBy(() -> move("5", "130", OnExisting.MERGE, false))
                .isInstanceOf(RefusedException.Duplicate.class)
                .hasMessage("The portfolio holds AAPL in USD, not in EUR");
    }

    @Test
    void bothMustBelongToTheUser() {
        Portfolio brunos = desk.portfolio(BRUNO, "Bruno's");

        assertThatThrownBy(() -> move(AMELIA, brunos.portfolioId())).isInstanceOf(RefusedException.NotFound.class);
        assertThatThrownBy(() -> move(BRUNO, brunos.portfolioId())).isInstanceOf(RefusedException.NotFound.class);
        assertThat(watchlistNow().items()).containsExactly(item);
    }

    private Acknowledged<Moved> move(String quantity, @Nullable String price, OnExisting onExisting, boolean keepItem) {
        BigDecimal paid = price == null ? null : new BigDecimal(price);
        Move move = new Move(portfolio.portfolioId(), new BigDecimal(quantity), paid, onExisting, keepItem);
        return desk.tradecache.moves().moveToPortfolio(AMELIA, watchlist.watchlistId(), item.itemId(), move);
    }

    private Acknowledged<Moved> move(UserId user, PortfolioId to) {
        Move move = new Move(to, BigDecimal.ONE, BigDecimal.TEN, OnExisting.REJECT, false);
        return desk.tradecache.moves().moveToPortfolio(user, watchlist.watchlistId(), item.itemId(), move);
    }

    private void readBoth() {
        portfolioNow();
        watchlistNow();
    }

    private Portfolio portfolioNow() {
        return desk.tradecache
                .portfolios()
                .get(AMELIA, portfolio.portfolioId(), Demand.ANY)
                .value();
    }

    private Watchlist watchlistNow() {
        return desk.tradecache
                .watchlists()
                .get(AMELIA, watchlist.watchlistId(), Demand.ANY)
                .value();
    }
}
