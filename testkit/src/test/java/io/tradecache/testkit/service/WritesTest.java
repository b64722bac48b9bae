package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.AMELIA;
import static io.tradecache.testkit.service.Desk.BRUNO;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.watchlist.Watchlist;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.service.Acknowledged;
import io.tradecache.core.service.RefusedException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WritesTest {

    private final Desk desk = new Desk();

    @Test
    void creatingAPortfolioRefreshesTheListAndTellsTheOthers() {
        assertThat(desk.tradecache.portfolios().list(AMELIA, Demand.ANY).value().portfolios())
                .isEmpty();

        Acknowledged<Portfolio> created =
                desk.tradecache.portfolios().create(AMELIA, " Retirement ", "for later", null);

        assertThat(created.value().name()).isEqualTo("Retirement");
        assertThat(created.value().currency()).isEqualTo("USD");
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.pending()).isFalse();
        assertThat(desk.tradecache.portfolios().list(AMELIA, Demand.ANY).value().portfolios())
                .containsExactly(created.value().summary());
        assertThat(desk.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("portfolio_update");
            assertThat(event.entityType()).isEqualTo("portfolio");
            assertThat(event.userId()).isEqualTo("amelia");
            assertThat(event.portfolioId())
                    .isEqualTo(created.value().portfolioId().value());
            assertThat(event.origin()).isEqualTo("node-1");
            assertThat(event.timestamp()).isEqualTo(desk.clock.instant().getEpochSecond());
        });
    }

    @Test
    void aChangedHoldingIsSeenAtOnceAndRaisesThePortfoliosVersion() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding holding = desk.holding(portfolio, AAPL, "10", "100");
        read(portfolio);
        desk.clock.advance(Duration.ofSeconds(1));

        Acknowledged<Holding> changed = desk.tradecache
                .holdings()
                .update(
                        AMELIA,
                        portfolio.portfolioId(),
                        holding.holdingId(),
                        1,
                        held -> held.withQuantity(new BigDecimal("12")));

        assertThat(changed.value().version()).isEqualTo(2);
        assertThat(changed.value().updatedAt()).isAfter(holding.updatedAt());
        assertThat(changed.version()).isEqualTo(3);
        Portfolio seen = read(portfolio);
        assertThat(seen.version()).isEqualTo(3);
        assertThat(seen.holdings()).containsExactly(changed.value());
    }

    @Test
    void aStaleChangeIsRefusedAndShowsWhatIsThereNow() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding holding = desk.holding(portfolio, AAPL, "10", "100");
        var holdings = desk.tradecache.holdings();
        Holding current = holdings.update(
                        AMELIA, portfolio.portfolioId(), holding.holdingId(), 1, held -> held.withNotes("first"))
                .value();
        desk.events.clear();

        assertThatThrownBy(() -> holdings.update(
                        AMELIA, portfolio.portfolioId(), holding.holdingId(), 1, held -> held.withNotes("second")))
                .isInstanceOfSatisfying(RefusedException.VersionConflict.class, conflict -> {
                    assertThat(conflict.current()).isEqualTo(current);
                    assertThat(conflict.expectedVersion()).hasValue(1);
                })
                .hasMessage("Holding was modified by another process");
        assertThat(desk.events).isEmpty();
        assertThat(desk.telemetry.count("versionConflict holding")).isEqualTo(1);
    }

    @Test
    void anInvalidEditChangesNothing() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding holding = desk.holding(portfolio, AAPL, "10", "100");
        desk.events.clear();

        assertThatThrownBy(() -> desk.tradecache
                        .holdings()
                        .update(
                                AMELIA,
                                portfolio.portfolioId(),
                                holding.holdingId(),
                                1,
                                held -> held.withQuantity(BigDecimal.ZERO)))
                .isInstanceOf(InvalidFieldException.class);
        assertThat(desk.events).isEmpty();
        assertThat(read(portfolio).version()).isEqualTo(2);
    }

    @Test
    void aSecondHoldingOfASymbolIsRefused() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding first = desk.holding(portfolio, AAPL, "10", "100");

        assertThatThrownBy(() -> desk.holding(portfolio, AAPL, "1", "1"))
                .isInstanceOfSatisfying(
                        RefusedException.Duplicate.class,
                        duplicate -> assertThat(duplicate.existing()).isEqualTo(first));
    }

    @Test
    void aStrangerFindsNothing() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding holding = desk.holding(portfolio, AAPL, "10", "100");
        Watchlist watchlist = desk.watchlist(AMELIA, "Tech");
        WatchlistItem item = desk.item(watchlist, MSFT);
        desk.tradecache.watchlists().get(AMELIA, watchlist.watchlistId(), Demand.ANY);

        assertNotFound(() -> desk.tradecache.portfolios().get(BRUNO, portfolio.portfolioId(), Demand.ANY));
        assertNotFound(() -> desk.tradecache.watchlists().get(BRUNO, watchlist.watchlistId(), Demand.ANY));
        assertNotFound(() -> desk.tradecache.valuations().watchlist(BRUNO, watchlist.watchlistId(), Demand.ANY));
        assertNotFound(() -> desk.tradecache.portfolios().delete(BRUNO, portfolio.portfolioId(), 2));
        assertNotFound(() -> desk.tradecache.holdings().delete(BRUNO, portfolio.portfolioId(), holding.holdingId(), 1));
        assertNotFound(() -> desk.tradecache.items().remove(BRUNO, watchlist.watchlistId(), item.itemId(), 1));
        assertNotFound(() -> desk.tradecache.watchlists().delete(BRUNO, watchlist.watchlistId(), 2));
    }

    @Test
    void deletingAPortfolioTakesItsHoldingsAlong() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        Holding holding = desk.holding(portfolio, AAPL, "10", "100");
        read(portfolio);

        Acknowledged<Portfolio> deleted = desk.tradecache.portfolios().delete(AMELIA, portfolio.portfolioId(), 2);

        assertThat(deleted.version()).isEqualTo(3);
        assertNotFound(() -> read(portfolio));
        assertThat(desk.persistence.holdings().findOwner(holding.holdingId())).isEmpty();
    }

    @Test
    void itemsKeepTheOrderThatTheyAreGiven() {
        Watchlist watchlist = desk.watchlist(AMELIA, "Tech");
        WatchlistItem apple = desk.item(watchlist, AAPL);
        WatchlistItem microsoft = desk.item(watchlist, MSFT);

        Watchlist ordered = desk.tradecache
                .items()
                .reorder(AMELIA, watchlist.watchlistId(), List.of(microsoft.itemId(), apple.itemId()), 3)
                .value();

        assertThat(ordered.items()).extracting(WatchlistItem::stockSymbol).containsExactly(MSFT, AAPL);
        assertThat(desk.tradecache
                        .watchlists()
                        .get(AMELIA, watchlist.watchlistId(), Demand.ANY)
                        .value())
                .isEqualTo(ordered);
    }

    @Test
    void anOrderMustNameEachItemOnce() {
        Watchlist watchlist = desk.watchlist(AMELIA, "Tech");
        WatchlistItem apple = desk.item(watchlist, AAPL);
        desk.item(watchlist, MSFT);

        assertThatThrownBy(() -> desk.tradecache
                        .items()
                        .reorder(AMELIA, watchlist.watchlistId(), List.of(apple.itemId(), apple.itemId()), 3))
                .hasMessage("item_ids must name each of the watchlist's 2 items once");
    }

    @Test
    void aUserHasFiveHundredPortfoliosAtMost() {
        for (int i = 0; i < 500; i++) {
            desk.portfolio(AMELIA, "Portfolio " + i);
        }

        assertThatThrownBy(() -> desk.portfolio(AMELIA, "One too many"))
                .isInstanceOf(RefusedException.LimitReached.class)
                .hasMessage("No more than 500 portfolios are allowed for one user");
    }

    @Test
    void aWriteSucceedsWithoutTheCacheAndSaysThatTheCacheDoesNotKnow() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        read(portfolio);
        desk.cache.fail();

        Acknowledged<Portfolio> renamed =
                desk.tradecache.portfolios().update(AMELIA, portfolio.portfolioId(), 1, now -> now.withName("Pension"));
        desk.cache.heal();

        assertThat(renamed.pending()).isTrue();
        assertThat(desk.tradecache
                        .portfolios()
                        .get(AMELIA, portfolio.portfolioId(), Demand.atLeast(renamed.version()))
                        .value()
                        .name())
                .as("a reader that brings the write's version sees the write")
                .isEqualTo("Pension");
    }

    @Test
    void everyReadAnswersWithoutTheCache() {
        Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
        desk.holding(portfolio, AAPL, "10", "100");
        desk.feed.state(AAPL, "150");
        desk.cache.fail();

        var found = desk.tradecache.portfolios().get(AMELIA, portfolio.portfolioId(), Demand.ANY);
        var valued = desk.tradecache.valuations().portfolio(AMELIA, portfolio.portfolioId(), Demand.ANY);

        assertThat(found.source()).isEqualTo(Source.BYPASSED);
        assertThat(valued.source()).isEqualTo(Source.BYPASSED);
        assertThat(valued.value().totals()).hasSize(1);
    }

    private Portfolio read(Portfolio portfolio) {
        return desk.tradecache
                .portfolios()
                .get(portfolio.userId(), portfolio.portfolioId(), Demand.ANY)
                .value();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(RefusedException.NotFound.class);
    }
}
