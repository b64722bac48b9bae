package io.tradecache.core.rules;

import static io.tradecache.core.Samples.ADA;
import static io.tradecache.core.Samples.RETIREMENT;
import static io.tradecache.core.Samples.TECH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Family;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.model.change.Invalidation.Target;
import io.tradecache.core.model.change.Operation;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvalidationMatrixTest {

    private static final long VERSION = 8;
    private static final long OTHER_VERSION = 3;

    @ParameterizedTest
    @EnumSource(
            names = {
                "CREATE_PORTFOLIO",
                "UPDATE_PORTFOLIO",
                "DELETE_PORTFOLIO",
                "CREATE_HOLDING",
                "UPDATE_HOLDING",
                "DELETE_HOLDING"
            })
    void aPortfolioOperationSpoilsDetailListRealTimeViewAndAnalytics(Operation operation) {
        assertThat(spoiledBy(new Change.OfPortfolio(operation, ADA, RETIREMENT, VERSION, "holding_1")))
                .containsOnly(
                        "portfolio:ada:portfolio_retirement=8",
                        "portfolios:ada=0",
                        "portfolio:rt:ada:portfolio_retirement=8",
                        "analytics:portfolio:ada:portfolio_retirement=8");
    }

    @Test
    void creatingAWatchlistSpoilsTheListOnly() {
        assertThat(spoiledBy(new Change.OfWatchlist(Operation.CREATE_WATCHLIST, ADA, TECH, 1, TECH.value())))
                .containsOnly("watchlists:ada=0");
    }

    @ParameterizedTest
    @EnumSource(names = {"UPDATE_WATCHLIST", "DELETE_WATCHLIST", "ADD_ITEM", "UPDATE_ITEM", "REMOVE_ITEM"})
    void aWatchlistOperationSpoilsDetailListAndRealTimeView(Operation operation) {
        assertThat(spoiledBy(new Change.OfWatchlist(operation, ADA, TECH, VERSION, "item_1")))
                .containsOnly("watchlists:ada=0", "watchlist:watchlist_tech=8", "watchlist:rt:watchlist_tech=8");
    }

    @Test
    void movingAnItemSpoilsBothTheWatchlistAndThePortfolio() {
        assertThat(spoiledBy(new Change.OfMove(ADA, TECH, VERSION, RETIREMENT, OTHER_VERSION, "item_1")))
                .containsOnly(
                        "watchlists:ada=0",
                        "watchlist:watchlist_tech=8",
                        "watchlist:rt:watchlist_tech=8",
                        "portfolio:ada:portfolio_retirement=3",
                        "portfolios:ada=0",
                        "portfolio:rt:ada:portfolio_retirement=3",
                        "analytics:portfolio:ada:portfolio_retirement=3");
    }

    @Test
    void aDeclaredEntitySpoilsItsDetailAndItsList() {
        Change change = new Change.Declared(new DeclaredFamily("signals", "signal"), ADA, "s1", VERSION);

        assertThat(spoiledBy(change)).containsOnly("signal:ada:s1=8", "signals:ada=0");
    }

    @Test
    void refusesAnOperationInTheWrongShape() {
        assertThatThrownBy(() -> new Change.OfPortfolio(Operation.ADD_ITEM, ADA, RETIREMENT, 1, "item_1"))
                .hasMessageContaining("operation must be one of");
        assertThatThrownBy(() -> new Change.OfWatchlist(Operation.MOVE_TO_PORTFOLIO, ADA, TECH, 1, "item_1"))
                .hasMessageContaining("operation must be one of");
    }

    @Test
    void everyFamilyIsSpoiledByAnOperationOrLeftToItsLifetimeOnPurpose() {
        Set<Family> lifetimeOnly = EnumSet.of(
                Family.PRICE_RT, Family.PRICE_DAY, Family.PRICES, Family.PRICES_RT, Family.NEWS, Family.INDICATORS);
        Set<Family> spoiled = EnumSet.noneOf(Family.class);
        Stream.of(
                        new Change.OfMove(ADA, TECH, 1, RETIREMENT, 1, "item_1"),
                        new Change.Declared(new DeclaredFamily("signals", "signal"), ADA, "s1", 1))
                .flatMap(change -> InvalidationMatrix.spoiledBy(change).stream())
                .forEach(target -> spoiled.add(target.key().family()));

        assertThat(spoiled).doesNotContainAnyElementsOf(lifetimeOnly);
        spoiled.addAll(lifetimeOnly);
        assertThat(spoiled).containsExactlyInAnyOrderElementsOf(Arrays.asList(Family.values()));
    }

    private static Stream<String> spoiledBy(Change change) {
        TreeMap<String, Long> keys = new TreeMap<>();
        for (Target target : InvalidationMatrix.spoiledBy(change)) {
            assertThat(keys.put(target.key().text(), target.version())).isNull();
        }
        return keys.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue());
    }
}
