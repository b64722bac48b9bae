package io.tradecache.testkit.service;

import static io.tradecache.testkit.service.Floor.AAPL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.core.rules.calendar.AlwaysOpen;
import io.tradecache.testkit.service.Floor.Trader;
import org.junit.jupiter.api.Test;

/** What each node says of the feed, which only one of them asks. */
class FeedStatusTest {

    private static final int DEGRADED_BY = 10;

    private final Floor floor = new Floor("2026-03-09T15:00:00Z", new AlwaysOpen());
    private final Trader leader = floor.trader(AAPL);
    private final Trader other = floor.trader(AAPL);

    @Test
    void aNodeThatLeadsNoMoreForgetsThatTheFeedFailedIt() {
        breakTheFeed();
        assertThat(said(leader).healthy()).isFalse();

        leader.alive = false;
        floor.feed.broken = false;
        pass(10);
        leader.alive = true;
        pass(1);

        assertThat(said(leader)).isEqualTo(well()).isEqualTo(said(other));
    }

    @Test
    void aNodeThatDoesNotLeadSaysWhatTheLeaderHasFound() {
        breakTheFeed();
        pass(1);
        assertThat(said(other).healthy()).isFalse();
        assertThat(said(other).reason()).isEqualTo("price feed unavailable: [AAPL]");

        floor.feed.broken = false;
        pass(40);

        assertThat(said(other)).isEqualTo(well());
    }

    @Test
    void aNodeThatJoinsSaysItASecondLater() {
        breakTheFeed();

        Trader newcomer = floor.trader();
        pass(2);

        assertThat(said(newcomer).healthy()).isFalse();
    }

    @Test
    void aNodeThatDoesNotHearTheLeaderExpectsNoFreshPrices() {
        pass(2);
        other.line.cut();
        pass(9);
        assertThat(said(other)).isEqualTo(well());

        pass(3);
        assertThat(said(other).healthy()).isFalse();
        assertThat(said(other).reason()).contains("nothing was heard for 10 s");
        assertThat(said(leader)).isEqualTo(well());

        other.line.mend();
        pass(2);
        assertThat(said(other)).isEqualTo(well());
    }

    @Test
    void whileAnotherNodeTakesOverNobodyHearsOfTrouble() {
        Trader third = floor.trader();
        pass(2);
        leader.alive = false;

        for (int second = 0; second < 20; second++) {
            pass(1);
            assertThat(said(other)).isEqualTo(well());
            assertThat(said(third)).isEqualTo(well());
        }
    }

    @Test
    void aLeaderThatDoesNotKnowYetThatItWasReplacedIsPassedOver() {
        Trader third = floor.trader();
        breakTheFeed();
        leader.alive = false;
        floor.feed.broken = false;
        pass(10);

        leader.flush();

        assertThat(said(leader).healthy()).as("what it says itself").isFalse();
        assertThat(said(other)).isEqualTo(well());
        assertThat(said(third)).isEqualTo(well());
    }

    private void breakTheFeed() {
        floor.feed.broken = true;
        pass(DEGRADED_BY);
    }

    private void pass(int seconds) {
        floor.run(floor.clock.instant().plusSeconds(seconds).toString());
    }

    private FeedStatus well() {
        return new FeedStatus(floor.feed.name(), true, 0, "");
    }

    private static FeedStatus said(Trader trader) {
        return trader.tradecache.refreshing().status();
    }
}
