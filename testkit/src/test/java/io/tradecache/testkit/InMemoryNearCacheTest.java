package io.tradecache.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradecache.core.inmemory.InMemoryNearCache;
import io.tradecache.core.port.NearCache;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InMemoryNearCacheTest implements NearCacheContract {

    private final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    private final InMemoryNearCache near = new InMemoryNearCache(clock, 5_000);

    @Override
    public NearCache near() {
        return near;
    }

    @Override
    public NearCache withRoomFor(int portfolios) {
        return new InMemoryNearCache(clock, portfolios);
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void aCacheForNothingIsRefused() {
        assertThatThrownBy(() -> new InMemoryNearCache(clock, 0)).hasMessageContaining("above zero");
    }
}
