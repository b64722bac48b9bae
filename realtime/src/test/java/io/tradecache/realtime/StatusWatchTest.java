package io.tradecache.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.Tradecache;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.rules.calendar.NyseCalendar;
import java.nio.charset.StandardCharsets;
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
    private final InMemoryEventBus bus = new InMemoryEventBus();
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

    @Test
    @SuppressWarnings("resource") // the bus ends with the test
    void whoCanReadItIsToldWhenTheLeaderFindsThatTheFeedFails() {
        InMemoryOutbound plain = new InMemoryOutbound();
        InMemoryOutbound batching = new InMemoryOutbound();
        desk.plain(plain);
        desk.batching(batching);
        newYork.refreshing().listenTo(bus);
        watch.look();
        assertThat(batching.received()).isEmpty();

        bus.publish(new FeedReport(new FeedStatus("exchange", false, 3, "cut"), 1));
        watch.look();
        watch.look();

        String degraded = "{\"type\":\"feed_status\",\"feed\":\"exchange\",\"status\":\"degraded\"}";
        assertThat(batching.received()).hasSize(1).first().hasToString(degraded);
        assertThat(new String(watch.feed(), StandardCharsets.UTF_8)).isEqualTo(degraded);
        assertThat(plain.received()).isEmpty();
    }
}
