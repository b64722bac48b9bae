package io.tradecache.testkit;

import static io.tradecache.testkit.Samples.AMELIA;
import static io.tradecache.testkit.Samples.entry;
import static io.tradecache.testkit.Samples.portfolio;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.Lookup;
import io.tradecache.core.model.cache.StoredEntry;
import io.tradecache.core.model.portfolio.Portfolio;
import io.tradecache.core.model.portfolio.PortfolioId;
import io.tradecache.core.port.CacheInspection;
import io.tradecache.core.port.CacheStore;
import io.tradecache.core.rules.CacheKeys;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CacheInspection} promises. A test class implements this interface and says how a store and the look
 * into it are made.
 */
@DisplayName("A look into a cache")
public interface CacheInspectionContract {

    /** The cache that is looked into. */
    CacheStore looked();

    /** The look into it. */
    CacheInspection inspection();

    /** One of many keys. */
    default CacheKey<Portfolio> numbered(int number) {
        return CacheKeys.portfolio(AMELIA, new PortfolioId("portfolio_" + number));
    }

    /** Puts a value under a key. */
    default void put(CacheKey<Portfolio> key, long version) {
        Lookup<Portfolio> lookup = looked().find(key);
        assertThat(lookup).isInstanceOf(Lookup.Leased.class);
        looked().fill(((Lookup.Leased<Portfolio>) lookup).lease(), entry(portfolio(version)), Duration.ofMinutes(5));
    }

    @Test
    default void aStoredValueIsShownWithWhatIsKnownOfIt() {
        put(numbered(1), 7);

        StoredEntry stored = inspection().stored(numbered(1)).orElseThrow();

        assertThat(stored.entry().value()).isEqualTo(portfolio(7));
        assertThat(stored.entry().version()).isEqualTo(7);
        assertThat(stored.entry().storedAt()).isEqualTo(entry(portfolio(7)).storedAt());
        assertThat(stored.timeToLive()).isBetween(Duration.ofSeconds(290), Duration.ofMinutes(5));
    }

    @Test
    default void lookingTakesNoLease() {
        assertThat(inspection().stored(numbered(1))).isEmpty();

        assertThat(looked().find(numbered(1))).isInstanceOf(Lookup.Leased.class);
    }

    @Test
    default void aKeyWithoutAValueIsNotListed() {
        put(numbered(1), 1);
        looked().find(numbered(2));

        KeyListing listing = inspection().keys(KeyPattern.ALL, key -> key.startsWith("portfolio:"), 10);

        assertThat(listing.keys()).containsExactly(numbered(1).text());
        assertThat(listing.complete()).isTrue();
    }

    @Test
    default void onlyKeysThatFitThePatternAndAreWantedAreListed() {
        IntStream.rangeClosed(1, 12).forEach(number -> put(numbered(number), 1));

        KeyListing listing =
                inspection().keys(new KeyPattern("portfolio:*:portfolio_1?"), key -> !key.endsWith("portfolio_11"), 10);

        assertThat(listing.keys())
                .containsExactly(numbered(10).text(), numbered(12).text());
    }

    @Test
    default void aListingIsCutAtItsLimitAndSaysSo() {
        IntStream.rangeClosed(1, 5).forEach(number -> put(numbered(number), 1));

        KeyListing whole = inspection().keys(KeyPattern.ALL, key -> key.startsWith("portfolio:"), 5);
        KeyListing part = inspection().keys(KeyPattern.ALL, key -> key.startsWith("portfolio:"), 4);

        assertThat(whole.keys()).hasSize(5);
        assertThat(whole.complete()).isTrue();
        assertThat(part.keys()).hasSize(4);
        assertThat(part.complete()).isFalse();
    }
}
