package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.invalidation;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lease;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.portfolio.PortfolioSummary;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every {@code CacheStore} promises about leases: who may load, and whose load may be stored. Part of
 * {@link CacheStoreContract}.
 */
public interface LeaseContract extends PriceStoreContract {

    /** How long the values of these tests live. */
    Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** A key that has versions. */
    CacheKey<Portfolio> PORTFOLIO = CacheKeys.portfolio(AMELIA, Samples.RETIREMENT);

    /** A key that has none. */
    CacheKey<PortfolioList> PORTFOLIOS = CacheKeys.portfolios(AMELIA);

    /** Longer than any lease of the store under test. */
    default Duration leaseLapse() {
        return Duration.ofSeconds(3).plusMillis(1);
    }

    /** Takes the lease of a key that has no value, and is sure to get it. */
    default <T> Lease<T> leased(CacheKey<T> key) {
        return leaseIn(store().find(key));
    }

    /** The lease in an answer, which must have one. */
    default <T> Lease<T> leaseIn(Lookup<T> lookup) {
        assertThat(lookup).isInstanceOf(Lookup.Leased.class);
        return ((Lookup.Leased<T>) lookup).lease();
    }

    /** Stores a portfolio as a reader does. */
    default void filled(CacheKey<Portfolio> key, Portfolio value) {
        assertThat(store().fill(leased(key), entry(value), FIVE_MINUTES)).isTrue();
    }

    @Test
    default void aMissGivesALease() {
        Lease<Portfolio> lease = leased(PORTFOLIO);

        assertThat(lease.key()).isEqualTo(PORTFOLIO);
    }

    @Test
    default void aFilledValueIsFoundWithItsVersionAndTime() {
        Portfolio value = portfolio(7);

        filled(PORTFOLIO, value);

        CacheEntry<Portfolio> found = hit(PORTFOLIO);
        assertThat(found.value()).isEqualTo(value);
        assertThat(found.version()).isEqualTo(7);
        assertThat(found.storedAt()).isEqualTo(MONDAY_MORNING);
    }

    @Test
    default void anEntryIsPreparedWithoutAChangeOfWhatItSays() {
        Portfolio value = portfolio(7);

        CacheEntry<Portfolio> prepared = store().prepared(entry(value));
        store().fill(leased(PORTFOLIO), prepared, FIVE_MINUTES);

        assertThat(prepared.value()).isEqualTo(value);
        assertThat(prepared.version()).isEqualTo(7);
        assertThat(prepared.storedAt()).isEqualTo(MONDAY_MORNING);
        assertThat(hit(PORTFOLIO).value()).isEqualTo(value);
    }

    @Test
    default void aListWithoutAVersionIsFoundToo() {
        PortfolioSummary summary = portfolio(7).summary();
        PortfolioList list = new PortfolioList(AMELIA, List.of(summary));

        boolean stored = store().fill(leased(PORTFOLIOS), CacheEntry.of(list, 0, MONDAY_MORNING), FIVE_MINUTES);

        assertThat(stored).isTrue();
        assertThat(hit(PORTFOLIOS).value()).isEqualTo(list);
        assertThat(hit(PORTFOLIOS).version()).isZero();
    }

    @Test
    default void oneOfManyCallersAtOnceGetsTheLease() throws Exception {
        int callers = 16;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Lookup<Portfolio>>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return store().find(PORTFOLIO);
                }));
            }
            start.countDown();

            int leases = 0;
            for (Future<Lookup<Portfolio>> answer : answers) {
                Lookup<Portfolio> lookup = answer.get(20, TimeUnit.SECONDS);
                assertThat(lookup).isInstanceOfAny(Lookup.Leased.class, Lookup.HeldElsewhere.class);
                leases += lookup instanceof Lookup.Leased ? 1 : 0;
            }
            assertThat(leases).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    default void theLeaseIsHeldElsewhereUntilTheValueIsThere() {
        Lease<Portfolio> lease = leased(PORTFOLIO);

        Lookup<Portfolio> meanwhile = store().find(PORTFOLIO);
        store().fill(lease, entry(portfolio(1)), FIVE_MINUTES);

        assertThat(meanwhile).isInstanceOf(Lookup.HeldElsewhere.class);
        assertThat(((Lookup.HeldElsewhere<Portfolio>) meanwhile).remaining())
                .isPositive()
                .isLessThan(leaseLapse());
        assertThat(hit(PORTFOLIO).version()).isEqualTo(1);
    }

    @Test
    default void aReleasedLeaseGoesToTheNextReader() {
        store().release(leased(PORTFOLIO));

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void aLapsedLeaseGoesToTheNextReader() {
        leased(PORTFOLIO);

        pass(leaseLapse());

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void aLeaseIsUsedUpByItsFill() {
        Lease<Portfolio> lease = leased(PORTFOLIO);
        store().fill(lease, entry(portfolio(1)), FIVE_MINUTES);

        assertThat(store().fill(lease, entry(portfolio(2)), FIVE_MINUTES)).isFalse();
        assertThat(hit(PORTFOLIO).version()).isEqualTo(1);
    }

    @Test
    default void releasingALeaseThatIsNotInForceTakesNobodysLeaseAway() {
        Lease<Portfolio> first = leased(PORTFOLIO);
        store().invalidate(invalidation(PORTFOLIO, 0));
        Lease<Portfolio> second = leased(PORTFOLIO);

        store().release(first);

        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.HeldElsewhere.class);
        assertThat(store().fill(second, entry(portfolio(2)), FIVE_MINUTES)).isTrue();
    }

    @Test
    default void aTokenIsUniqueToItsLoadEvenForTheSameClient() {
        Lease<Portfolio> first = leased(PORTFOLIO);
        store().invalidate(invalidation(PORTFOLIO, 0));
        Lease<Portfolio> second = leased(PORTFOLIO);

        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(store().fill(first, entry(portfolio(1)), FIVE_MINUTES)).isFalse();
        assertThat(store().fill(second, entry(portfolio(2)), FIVE_MINUTES)).isTrue();
        assertThat(hit(PORTFOLIO).version()).isEqualTo(2);
    }

    @Test
    default void renewingGivesALeaseAndKeepsTheOldValueReadable() {
        filled(PORTFOLIO, portfolio(1));

        Lease<Portfolio> lease = leaseIn(store().renew(PORTFOLIO));

        assertThat(hit(PORTFOLIO).version()).isEqualTo(1);
        assertThat(store().fill(lease, entry(portfolio(2)), FIVE_MINUTES)).isTrue();
        assertThat(hit(PORTFOLIO).version()).isEqualTo(2);
    }

    @Test
    default void renewingIsHeldElsewhereWhileAnotherOneLoads() {
        filled(PORTFOLIO, portfolio(1));
        store().renew(PORTFOLIO);

        assertThat(store().renew(PORTFOLIO)).isInstanceOf(Lookup.HeldElsewhere.class);
    }

    @Test
    default void aRenewalNeverReplacesANewerValue() {
        filled(PORTFOLIO, portfolio(3));

        Lease<Portfolio> lease = leaseIn(store().renew(PORTFOLIO));

        assertThat(store().fill(lease, entry(portfolio(2)), FIVE_MINUTES)).isFalse();
        assertThat(hit(PORTFOLIO).version()).isEqualTo(3);
    }
}
