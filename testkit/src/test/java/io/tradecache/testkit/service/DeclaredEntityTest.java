package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Desk.AMELIA;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.DeclaredFamily;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.cache.Versioned;
import io.tradecache.core.model.change.Change;
import io.tradecache.core.rules.CacheKeys;
import org.junit.jupiter.api.Test;

/** How an application caches an entity of its own: trading signals, which its own database keeps. */
class DeclaredEntityTest {

    private static final DeclaredFamily SIGNALS = new DeclaredFamily("signals", "signal");

    private final Desk desk = new Desk();
    private final CacheKey<Signal[]> list = CacheKeys.of(SIGNALS, AMELIA, Signal[].class);
    private final CacheKey<Signal> detail = CacheKeys.of(SIGNALS, AMELIA, "s1", Signal.class);

    @Test
    void itsKeysFollowTheSamePattern() {
        assertThat(list).hasToString("signals:amelia");
        assertThat(detail).hasToString("signal:amelia:s1");
    }

    @Test
    void itIsReadThroughTheCacheAndForgottenAfterAChange() {
        read("buy", 1);
        desk.tradecache.reads().read(list, Demand.ANY, () -> Versioned.unversioned(new Signal[0]));

        boolean told = desk.tradecache.invalidator().spoil(new Change.Declared(SIGNALS, AMELIA, "s1", 2));

        assertThat(told).isTrue();
        assertThat(read("sell", 2)).isEqualTo(Source.LOADED);
        assertThat(read("unused", 3)).isEqualTo(Source.NEAR);
        assertThat(desk.events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("signal_update");
            assertThat(event.keys()).containsExactlyInAnyOrder("signal:amelia:s1", "signals:amelia");
        });
    }

    private Source read(String advice, long version) {
        return desk.tradecache
                .reads()
                .read(detail, Demand.ANY, () -> new Versioned<>(new Signal("s1", advice), version))
                .source();
    }

    private record Signal(String id, String advice) {}
}
