package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AAPL;
import static io.tradecache.testkit.Samples.MONDAY_MORNING;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.quote;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What every {@link CacheStore} promises for values whose source is their writer. Part of {@link CacheStoreContract}. */
public interface PriceStoreContract {

    /** How long the quotes of these tests live. */
    Duration THIRTY_SECONDS = Duration.ofSeconds(30);

    /** A quote's key. */
    CacheKey<Quote> PRICE = CacheKeys.priceRt(AAPL);

    /** The store under test: the same one throughout a test, empty at its beginning. */
    CacheStore store();

    /** Lets time go by for the store, without waiting. */
    void pass(Duration time);

    /** The value of a key, which must be there. */
    default <T> CacheEntry<T> hit(CacheKey<T> key) {
        Lookup<T> lookup = store().find(key);
        assertThat(lookup).isInstanceOf(Lookup.Hit.class);
        return ((Lookup.Hit<T>) lookup).entry();
    }

    @Test
    default void aPriceIsStoredWithoutALease() {
        Quote quote = quote(AAPL, "150.25", MONDAY_MORNING);

        assertThat(store().putIfNewer(PRICE, entry(quote), THIRTY_SECONDS)).isTrue();

        assertThat(hit(PRICE).value()).isEqualTo(quote);
        assertThat(hit(PRICE).version()).isEqualTo(quote.version());
    }

    @Test
    default void aNewerPriceReplacesAnOlderOne() {
        store().putIfNewer(PRICE, entry(quote(AAPL, "150.25", MONDAY_MORNING)), THIRTY_SECONDS);

        boolean stored = store().putIfNewer(
                        PRICE, entry(quote(AAPL, "150.26", MONDAY_MORNING.plusNanos(1_000))), THIRTY_SECONDS);

        assertThat(stored).isTrue();
        assertThat(hit(PRICE).value().price()).isEqualByComparingTo("150.26");
    }

    @Test
    default void anOlderPriceNeverReplacesANewerOne() {
        store().putIfNewer(PRICE, entry(quote(AAPL, "150.26", MONDAY_MORNING.plusNanos(1_000))), THIRTY_SECONDS);

        boolean stored = store().putIfNewer(PRICE, entry(quote(AAPL, "150.25", MONDAY_MORNING)), THIRTY_SECONDS);

        assertThat(stored).isFalse();
        assertThat(hit(PRICE).value().price()).isEqualByComparingTo("150.26");
    }

    @Test
    default void aVersionWithMoreDigitsIsNewerWhateverTheDigitsAre() {
        Quote quote = quote(AAPL, "150.25", MONDAY_MORNING);
        store().putIfNewer(PRICE, CacheEntry.of(quote, 9_007_199_254_740_993L, MONDAY_MORNING), THIRTY_SECONDS);

        assertThat(store().putIfNewer(
                                PRICE, CacheEntry.of(quote, 9_007_199_254_740_992L, MONDAY_MORNING), THIRTY_SECONDS))
                .isFalse();
        assertThat(store().putIfNewer(PRICE, CacheEntry.of(quote, 999L, MONDAY_MORNING), THIRTY_SECONDS))
                .isFalse();
        assertThat(store().putIfNewer(PRICE, CacheEntry.of(quote, Long.MAX_VALUE, MONDAY_MORNING), THIRTY_SECONDS))
                .isTrue();
    }

    @Test
    default void aPriceIsGoneWhenItsTimeIsUp() {
        store().putIfNewer(PRICE, entry(quote(AAPL, "150.25", MONDAY_MORNING)), THIRTY_SECONDS);

        pass(THIRTY_SECONDS);

        assertThat(store().find(PRICE)).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void anExpiredPriceDoesNotKeepAnOlderOneOut() {
        store().putIfNewer(PRICE, entry(quote(AAPL, "150.26", MONDAY_MORNING.plusSeconds(1))), THIRTY_SECONDS);
        pass(THIRTY_SECONDS);

        boolean stored = store().putIfNewer(PRICE, entry(quote(AAPL, "150.25", MONDAY_MORNING)), THIRTY_SECONDS);

        assertThat(stored).isTrue();
    }
}
