package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Floor.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.testkit.service.Floor.Trader;
import org.junit.jupiter.api.Test;

/** What each node says of the feed, which only one of them asks. */
class FeedStatusTest {

    private final Floor floor = new Floor("2026-03-09T15:00:00Z", new AlwaysOpen());
    private final Trader leader = floor.trader(AAPL);
    private final Trader other = floor.trader(AAPL);

    @Test
    void aNodeThatLeadsNoMoreForgetsThatTheFeedFailedIt() {
        floor.feed.broken = true;
        floor.run("2026-03-09T15:00:10Z");
        assertThat(said(leader).healthy()).isFalse();

        leader.alive = false;
        floor.feed.broken = false;
        floor.run("2026-03-09T15:00:20Z");
        leader.alive = true;
        floor.run("2026-03-09T15:00:21Z");

        assertThat(said(leader)).isEqualTo(well()).isEqualTo(said(other));
    }

    private FeedStatus well() {
        return new FeedStatus(floor.feed.name(), true, 0, "");
    }

    private static FeedStatus said(Trader trader) {
        return trader.tradecache.refreshing().status();
    }
}
