package io.tradecache.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheEntry;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.portfolio.PortfolioList;
import io.tradecache.core.model.watchlist.WatchlistList;
import io.tradecache.testkit.Samples;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeightTest {

    @Test
    void aValueWithItsJsonWeighsThreeTimesTheJson() {
        assertThat(weight(Samples.portfolio(1), new byte[1_000])).isEqualTo(256 + 3 + 3_000);
    }

    @Test
    void anyOtherWeighsWhatItsRecordsDo() {
        assertThat(weight(Samples.portfolio(1), null)).isEqualTo(256 + 3 + 2 * 640);
        assertThat(weight(Samples.watchlist(1), null)).isEqualTo(256 + 3 + 2 * 640);
        assertThat(weight(new WatchlistList(Samples.AMELIA, List.of(Samples.watchlist(1), Samples.watchlist(2))), null))
                .isEqualTo(256 + 3 + 5 * 640);
        assertThat(weight(new PortfolioList(Samples.AMELIA, List.of()), null)).isEqualTo(256 + 3 + 640);
    }

    @Test
    void valuesOfAnApplicationWeighARecordOrAsManyAsTheyHold() {
        assertThat(weight("signal", null)).isEqualTo(256 + 3 + 640);
        assertThat(weight(List.of(1, 2, 3), null)).isEqualTo(256 + 3 + 4 * 640);
        assertThat(weight(new Integer[] {1, 2, 3}, null)).isEqualTo(256 + 3 + 4 * 640);
    }

    @Test
    void whateverIsLargerThanAnIntWeighsAnInt() {
        assertThat(weight(Collections.nCopies(10_000_000, 1), null)).isEqualTo(Integer.MAX_VALUE);
    }

    private static int weight(Object value, byte @Nullable [] json) {
        CacheEntry<Object> entry = new CacheEntry<>(value, 1, Samples.MONDAY_MORNING, json);
        return Weight.of("a:b", new Cached<>(entry, Source.NEAR));
    }
}
