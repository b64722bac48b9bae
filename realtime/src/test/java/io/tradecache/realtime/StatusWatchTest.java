package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.rules.calendar.NyseCalendar;
import org.junit.jupiter.api.Test;

class StatusWatchTest {

    private final Desk desk = new Desk();
    private final Tradecache newYork = Tradecache.builder(
                    new InMemoryCacheStore(desk.clock, new InMemoryEventBus()),
                    new InMemoryDatabase().persistence(),
                    desk.feed,
                    desk.clock)
            .calendar(NyseCalendar.at(desk.clock.instant()))
            .build();
    private final StatusWatch watch = new StatusWatch(newYork, desk.hub, desk.json, desk.clock);

    @Test
    void whoCanReadItIsToldWhenTheMarketCloses() {
        InMemoryOutbound plain = new InMemoryOutbound();
        InMemoryOutbound batching = new InMemoryOutbound();
        desk.plain(plain);
        desk.batching(batching);
        watch.look();
        watch.look();
        assertThat(batching.received()).isEmpty();

        desk.clock.set("2026-03-09T20:00:00Z");
        watch.look();

        assertThat(batching.received()).hasSize(1).first().hasToString("""
                {"type":"market_status","market":"XNYS","phase":"AFTER_HOURS","is_open":false,\
                "as_of":"2026-03-09T20:00:00Z"}""");
        assertThat(plain.received()).isEmpty();
    }
}
