package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.BRUNO;
import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.change.Invalidation;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.rules.CacheKeys;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@code CacheStore} promises about forgetting. Part of {@link CacheStoreContract}. */
public interface InvalidationContract extends LeaseContract {

    @Test
    default void aFillIsRefusedAfterAnInvalidation() {
        Lease<Portfolio> lease = leased(PORTFOLIO);

        store().invalidate(invalidation(PORTFOLIO, 2));

        assertThat(store().fill(lease, entry(portfolio(2)), FIVE_MINUTES)).isFalse();
        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void aListsFillIsRefusedAfterAnInvalidation() {
        Lease<PortfolioList> lease = leased(PORTFOLIOS);
        CacheEntry<PortfolioList> old = CacheEntry.of(new PortfolioList(AMELIA, List.of()), 0, MONDAY_MORNING);

        store().invalidate(invalidation(PORTFOLIOS, 0));

        assertThat(store().fill(lease, old, FIVE_MINUTES)).isFalse();
    }

    @Test
    default void aFillUnderTheInvalidatedVersionIsRefused() {
        store().invalidate(invalidation(PORTFOLIO, 5));

        assertThat(store().fill(leased(PORTFOLIO), entry(portfolio(4)), FIVE_MINUTES))
                .isFalse();
        assertThat(store().fill(leased(PORTFOLIO), entry(portfolio(5)), FIVE_MINUTES))
                .isTrue();
    }

    @Test
    default void aLateInvalidationDoesNotLowerTheVersionThatMayBeStored() {
        store().invalidate(invalidation(PORTFOLIO, 10));
        store().invalidate(invalidation(PORTFOLIO, 9));

        assertThat(store().fill(leased(PORTFOLIO), entry(portfolio(9)), FIVE_MINUTES))
                .isFalse();
    }

    @Test
    default void anInvalidationForgetsAnOlderValue() {
        filled(PORTFOLIO, portfolio(1));

        assertThat(store().invalidate(invalidation(PORTFOLIO, 2))).isTrue();

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void anInvalidationKeepsAValueThatShowsTheChangeAlready() {
        filled(PORTFOLIO, portfolio(10));

        store().invalidate(invalidation(PORTFOLIO, 9));
        store().invalidate(invalidation(PORTFOLIO, 10));

        assertThat(hit(PORTFOLIO).version()).isEqualTo(10);
    }

    @Test
    default void anInvalidationWithoutAVersionForgetsWhateverIsThere() {
        filled(PORTFOLIO, portfolio(10));

        store().invalidate(invalidation(PORTFOLIO, 0));

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void anInvalidationForgetsAllItsKeysAndNoOthers() {
        CacheKey<Portfolio> other = CacheKeys.portfolio(BRUNO, new PortfolioId("portfolio_other"));
        filled(PORTFOLIO, portfolio(1));
        filled(other, portfolio(1));
        CacheEntry<PortfolioList> list = CacheEntry.of(new PortfolioList(AMELIA, List.of()), 0, MONDAY_MORNING);
        store().fill(leased(PORTFOLIOS), list, FIVE_MINUTES);

        store().invalidate(invalidation(
                List.of(new Invalidation.Target(PORTFOLIO, 2), new Invalidation.Target(PORTFOLIOS, 0))));

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
        assertThat(store().find(PORTFOLIOS)).isInstanceOf(Lookup.Leased.class);
        assertThat(hit(other).version()).isEqualTo(1);
    }

    @Test
    default void aRenewalDoesNotBringBackWhatWasInvalidated() {
        filled(PORTFOLIO, portfolio(1));
        Lease<Portfolio> lease = leaseIn(store().renew(PORTFOLIO));

        store().invalidate(invalidation(PORTFOLIO, 0));

        assertThat(store().fill(lease, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
    }
}
