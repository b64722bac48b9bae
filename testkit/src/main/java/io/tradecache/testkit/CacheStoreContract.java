package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.portfolio;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CacheStore} promises. A test class implements this interface and says how its store is made.
 */
@DisplayName("A cache store")
public interface CacheStoreContract extends ForgettingContract {

    /**
     * Makes the value of a key unreadable.
     *
     * @return false when this store's values cannot become so
     */
    default boolean spoil(CacheKey<?> key) {
        return false;
    }

    /** How many schedules of readers and writers to try on one key each. */
    default int schedules() {
        return 1_000;
    }

    @Test
    default void aValueIsGoneWhenItsTimeIsUp() {
        filled(PORTFOLIO, portfolio(1));

        pass(FIVE_MINUTES.minusSeconds(10));
        Lookup<Portfolio> before = store().find(PORTFOLIO);
        pass(Duration.ofSeconds(11));

        assertThat(before).isInstanceOf(Lookup.Hit.class);
        assertThat(store().find(PORTFOLIO)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void findAllAnswersEachKeyOnceAsFindDoes() {
        CacheKey<Portfolio> missing = CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_missing"));
        CacheKey<Portfolio> held = CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_held"));
        filled(PORTFOLIO, portfolio(1));
        leased(held);

        Map<CacheKey<Portfolio>, Lookup<Portfolio>> answers =
                store().findAll(List.of(PORTFOLIO, missing, held, PORTFOLIO));

        assertThat(answers).containsOnlyKeys(PORTFOLIO, missing, held);
        assertThat(answers.get(PORTFOLIO)).isInstanceOf(Lookup.Hit.class);
        assertThat(answers.get(missing)).isInstanceOf(Lookup.Leased.class);
        assertThat(answers.get(held)).isInstanceOf(Lookup.HeldElsewhere.class);
        assertThat(store().fill(leaseIn(requireNonNull(answers.get(missing))), entry(portfolio(1)), FIVE_MINUTES))
                .isTrue();
    }

    @Test
    default void findAllOfNothingIsNothing() {
        assertThat(store().findAll(Collections.<CacheKey<Portfolio>>emptyList()))
                .isEmpty();
    }

    @Test
    default void anUnreadableValueFailsAlone() {
        CacheKey<Portfolio> good = CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_good"));
        filled(PORTFOLIO, portfolio(1));
        filled(good, portfolio(1));
        assumeTrue(spoil(PORTFOLIO), "the values of this store cannot become unreadable");

        Map<CacheKey<Portfolio>, Lookup<Portfolio>> answers = store().findAll(List.of(PORTFOLIO, good));

        assertThat(answers.get(PORTFOLIO)).isNotInstanceOf(Lookup.Hit.class);
        assertThat(answers.get(good)).isInstanceOf(Lookup.Hit.class);
    }

    @Test
    default void noScheduleOfReadersAndWritersLeavesAnOldValue() {
        int hits = 0;
        for (int seed = 0; seed < schedules(); seed++) {
            hits += StaleSetRace.run(store(), seed).hits();
        }

        assertThat(hits).as("values that were compared").isGreaterThan(schedules());
    }
}
