package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static io.tradecache.testkit.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.ChangeEvent;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.rules.CacheKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@code CacheStore} promises about forgetting much at once, and about having forgotten everything. Part of
 * {@link CacheStoreContract}.
 */
public interface ForgettingContract extends InvalidationContract {

    /** How the keys of portfolios begin. */
    List<String> PORTFOLIO_KEYS = List.of("portfolio:");

    /** Restarts the cache without what it held; false when that cannot be done to the store under test. */
    default boolean restart() {
        return false;
    }

    /** One of many portfolios of Amelia's. */
    default CacheKey<Portfolio> numbered(int number) {
        return CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number));
    }

    /** The event of a change that spoiled everything. */
    default ChangeEvent everything() {
        return Samples.event(List.of(ChangeEvent.EVERY_KEY), null);
    }

    @Test
    default void severalInvalidationsForgetWhatEachOfThemWould() {
        List<CacheKey<Portfolio>> keys =
                IntStream.range(0, 1_000).mapToObj(this::numbered).toList();
        filled(keys.get(0), portfolio(1));
        filled(keys.get(1), portfolio(9));
        Lease<Portfolio> lease = leased(keys.get(999));

        boolean told = store().invalidateAll(
                        keys.stream().map(key -> invalidation(key, 5)).toList());

        assertThat(told).isTrue();
        assertThat(store().find(keys.get(0))).isInstanceOf(Lookup.Leased.class);
        assertThat(hit(keys.get(1)).version()).isEqualTo(9);
        assertThat(store().fill(lease, entry(portfolio(5)), FIVE_MINUTES)).isFalse();
        assertThat(store().fill(leased(keys.get(500)), entry(portfolio(4)), FIVE_MINUTES))
                .isFalse();
    }

    @Test
    default void noInvalidationsAreToldAtOnce() {
        assertThat(store().invalidateAll(List.<Invalidation>of())).isTrue();
    }

    @Test
    default void allKeysThatBeginSoAreForgottenAndNoOthers() {
        List<CacheKey<Portfolio>> keys =
                IntStream.range(0, 1_500).mapToObj(this::numbered).toList();
        keys.forEach(key -> filled(key, portfolio(1)));
        store().putIfNewer(PRICE, entry(quote(AAPL, "150.25", MONDAY_MORNING)), THIRTY_SECONDS);

        assertThat(store().forgetAll(PORTFOLIO_KEYS, everything())).isTrue();

        assertThat(store().findAll(keys).values())
                .allSatisfy(found -> assertThat(found).isInstanceOf(Lookup.Leased.class));
        assertThat(hit(PRICE).value().price()).isEqualByComparingTo("150.25");
    }

    @Test
    default void aLeaseWhoseKeyBeginsSoIsVoidThoughThereIsNoValue() {
        Lease<Portfolio> lease = leased(PORTFOLIO);

        store().forgetAll(PORTFOLIO_KEYS, everything());

        assertThat(store().fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void aRenewalWhoseKeyBeginsSoIsVoid() {
        filled(PORTFOLIO, portfolio(1));
        Lease<Portfolio> lease = leaseIn(store().renew(PORTFOLIO));

        store().forgetAll(PORTFOLIO_KEYS, everything());

        assertThat(store().fill(lease, entry(portfolio(2)), FIVE_MINUTES)).isFalse();
    }

    @Test
    default void aLeaseWhoseKeyBeginsOtherwiseStands() {
        Lease<Portfolio> lease = leased(PORTFOLIO);

        store().forgetAll(List.of("portfolios:", "watchlist:", "ortfolio:"), everything());

        assertThat(store().fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isTrue();
    }

    @Test
    default void theRunStaysTheSameWhateverIsForgotten() {
        Optional<String> before = store().run();

        store().forgetAll(PORTFOLIO_KEYS, everything());

        assertThat(before).isPresent();
        assertThat(store().run()).isEqualTo(before);
    }

    @Test
    default void aCacheThatWasRestartedIsInAnotherRun() {
        Optional<String> before = store().run();
        assumeTrue(restart(), "this store cannot be restarted");

        assertThat(store().run()).isPresent().isNotEqualTo(before);
    }
}
