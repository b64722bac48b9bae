package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AAPL;
import static io.tradecache.testkit.service.Desk.AMELIA;
import static io.tradecache.testkit.service.Desk.MSFT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.Holding;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioValuation;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.model.watchlist.Watchlist;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValuationServiceTest {

    private final Desk desk = new Desk();
    private final Portfolio portfolio = desk.portfolio(AMELIA, "Retirement");
    private final Holding apple = desk.holding(portfolio, AAPL, "10", "100");

    @BeforeEach
    void appleCosts150() {
        desk.feed.state(AAPL, "150");
    }

    @Test
    void isCachedAsLongAsNothingMoves() {
        assertThat(valued().source()).isEqualTo(Source.LOADED);
        assertThat(valued().source()).isEqualTo(Source.NEAR);
        assertThat(marketValue()).isEqualByComparingTo("1500");
    }

    @Test
    void isComputedAnewWhenAPriceIsNewer() {
        valued();
        desk.clock.advance(Duration.ofSeconds(5));
        desk.feed.state(AAPL, "160");
        desk.tradecache.prices().quote(AAPL, Demand.RELOAD);

        assertThat(marketValue()).isEqualByComparingTo("1600");
    }

    @Test
    void isComputedAnewWhenAHoldingChanged() {
        valued();
        desk.tradecache
                .holdings()
                .update(
                        AMELIA,
                        portfolio.portfolioId(),
                        apple.holdingId(),
                        1,
                        held -> held.withQuantity(new BigDecimal("1")));

        assertThat(marketValue()).isEqualByComparingTo("150");
    }

    @Test
    void showsAPriceThatComesLater() {
        desk.holding(portfolio, MSFT, "1", "400");
        assertThat(valued().value().unpriced()).containsExactly(MSFT);

        desk.feed.state(MSFT, "410");

        assertThat(valued().value().unpriced()).isEmpty();
    }

    @Test
    void putsPricesBesideAWatchlist() {
        Watchlist watchlist = desk.watchlist(AMELIA, "Tech");
        desk.item(watchlist, AAPL);
        desk.item(watchlist, MSFT);

        var valued = desk.tradecache.valuations().watchlist(AMELIA, watchlist.watchlistId(), Demand.ANY);

        assertThat(valued.value().items()).hasSize(2);
        assertThat(valued.value().quotes())
                .singleElement()
                .satisfies(quote -> assertThat(quote.price()).isEqualByComparingTo("150"));
    }

    @Test
    void analysesWithTheBarsOfTheLastYear() {
        LocalDate first = LocalDate.parse("2026-01-05");
        desk.persistence
                .history()
                .save(IntStream.range(0, 40)
                        .mapToObj(i -> {
                            BigDecimal close = BigDecimal.valueOf(100 + i % 4);
                            return new DailyBar(AAPL, first.plusDays(i), close, close, close, close, 1, true);
                        })
                        .toList());

        var analytics = desk.tradecache.analytics().portfolio(AMELIA, portfolio.portfolioId(), Demand.ANY);

        assertThat(analytics.value().volatility()).isPositive();
        assertThat(analytics.value().maxDrawdown()).isPositive();
        assertThat(analytics.value().currencies()).hasSize(1);
        assertThat(desk.tradecache
                        .analytics()
                        .portfolio(AMELIA, portfolio.portfolioId(), Demand.ANY)
                        .source())
                .isEqualTo(Source.NEAR);
    }

    private Cached<PortfolioValuation> valued() {
        return desk.tradecache.valuations().portfolio(AMELIA, portfolio.portfolioId(), Demand.ANY);
    }

    private BigDecimal marketValue() {
        return valued().value().totals().get(0).performance().marketValue();
    }
}
