package io.tradecache.core.rules;

import static io.tradecache.core.Samples.AAPL;
import static io.tradecache.core.Samples.MSFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.watchlist.WatchlistId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeysTest {

    private static final UserId USER = new UserId("user123");
    private static final PortfolioId PORTFOLIO = new PortfolioId("portfolio_123");
    private static final WatchlistId WATCHLIST = new WatchlistId("watchlist_456");
    private static final DeclaredFamily SIGNALS = new DeclaredFamily("signals", "signal");

    @Test
    void spellsEveryKeyAsTheGuideDoes() {
        assertThat(all())
                .extracting(CacheKey::text)
                .containsExactly(
                        "portfolios:user123",
                        "portfolio:user123:portfolio_123",
                        "portfolio:rt:user123:portfolio_123",
                        "analytics:portfolio:user123:portfolio_123",
                        "watchlists:user123",
                        "watchlist:watchlist_456",
                        "watchlist:rt:watchlist_456",
                        "price:rt:AAPL",
                        "price:AAPL:2025-01-15",
                        "prices:AAPL",
                        "prices:rt:6684f49bd3755b93ce309445b9d3166c",
                        "news:AAPL",
                        "indicators:AAPL",
                        "signals:user123",
                        "signal:user123:s1");
    }

    @Test
    void keepsToOneShape() {
        assertThat(all()).allSatisfy(key -> assertThat(key.text()).matches("[a-z]+(:[^:\\s]+)+"));
    }

    @Test
    void namesABatchByItsSymbolsWhateverTheirOrderCaseAndRepetition() {
        assertThat(CacheKeys.pricesRt(List.of(AAPL, MSFT)))
                .isEqualTo(CacheKeys.pricesRt(List.of(new Symbol("msft"), AAPL, MSFT)))
                .isNotEqualTo(CacheKeys.pricesRt(List.of(AAPL)));
    }

    @Test
    void keepsUsersApart() {
        assertThat(CacheKeys.portfolio(USER, PORTFOLIO))
                .isNotEqualTo(CacheKeys.portfolio(new UserId("user124"), PORTFOLIO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\nb", "{a}"})
    void refusesDeclaredIdsThatCannotStandInAKey(String id) {
        assertThatThrownBy(() -> CacheKeys.of(SIGNALS, USER, id, String.class))
                .isInstanceOf(InvalidFieldException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"portfolios", "price", "lease", "Signals", "", "a:b"})
    void refusesDeclaredFamiliesThatWouldCollide(String plural) {
        assertThatThrownBy(() -> new DeclaredFamily(plural, "signal")).isInstanceOf(InvalidFieldException.class);
    }

    private static List<CacheKey<?>> all() {
        return List.of(
                CacheKeys.portfolios(USER),
                CacheKeys.portfolio(USER, PORTFOLIO),
                CacheKeys.portfolioRt(USER, PORTFOLIO),
                CacheKeys.analytics(USER, PORTFOLIO),
                CacheKeys.watchlists(USER),
                CacheKeys.watchlist(WATCHLIST),
                CacheKeys.watchlistRt(WATCHLIST),
                CacheKeys.priceRt(AAPL),
                CacheKeys.price(AAPL, LocalDate.parse("2025-01-15")),
                CacheKeys.prices(AAPL),
                CacheKeys.pricesRt(List.of(AAPL, MSFT)),
                CacheKeys.news(AAPL),
                CacheKeys.indicators(AAPL),
                CacheKeys.of(SIGNALS, USER, String.class),
                CacheKeys.of(SIGNALS, USER, "s1", String.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portfolios:amelia",
                "portfolio:amelia:portfolio_1",
                "portfolio:rt:amelia:portfolio_1",
                "analytics:portfolio:amelia:portfolio_1",
                "watchlists:amelia",
                "watchlist:watchlist_1",
                "watchlist:rt:watchlist_1",
                "price:rt:BRK.B",
                "price:AAPL:2025-01-15",
                "prices:AAPL",
                "prices:rt:6684f49bd3755b93ce309445b9d3166c",
                "news:AAPL",
                "indicators:AAPL"
            })
    void everyKeyCanBeReadBack(String text) {
        assertThat(CacheKeys.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "portfolios",
                "portfolios:",
                "portfolios:rt",
                "portfolio:amelia:holding_1",
                "portfolio:amelia:portfolio_1:x",
                "analytics:watchlist:amelia:portfolio_1",
                "price:aapl:2025-01-15",
                "price:AAPL:2025-02-30",
                "prices:rt:6684",
                "signals:amelia",
                "lease:{portfolios:amelia}",
                "portfolios:amelia\n"
            })
    void whatIsNoKeyOfOursIsNotRead(String text) {
        assertThat(CacheKeys.parse(text)).isEmpty();
    }
}
