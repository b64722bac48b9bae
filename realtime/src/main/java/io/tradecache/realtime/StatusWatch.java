package io.tradecache.realtime;

import io.tradecache.core.Tradecache;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.FeedStatus;
import io.tradecache.realtime.ControlFrame.FeedState;
import io.tradecache.realtime.ControlFrame.MarketStatus;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells clients what the market is doing when that changes, and when prices cease to be fresh. It has no thread: somebody
 * looks about once a second. Thread-safe.
 */
final class StatusWatch {

    private final Tradecache tradecache;
    private final Hub hub;
    private final PriceJson json;
    private final Clock clock;
    private @Nullable MarketPhase phase;
    private boolean healthy = true;

    StatusWatch(Tradecache tradecache, Hub hub, PriceJson json, Clock clock) {
        this.tradecache = tradecache;
        this.hub = hub;
        this.json = json;
        this.clock = clock;
    }

    /** Tells everybody of what has changed since the last look. */
    synchronized void look() {
        Instant now = clock.instant();
        MarketPhase present = phaseAt(now);
        if (phase != null && phase != present) {
            tellAll(market(present, now));
        }
        phase = present;
        FeedStatus feed = tradecache.refreshing().status();
        if (feed.healthy() != healthy) {
            healthy = feed.healthy();
            tellAll(json.frame(FeedState.of(feed)));
        }
    }

    /** What the market is doing now, for one who has just come. */
    byte[] market() {
        Instant now = clock.instant();
        return market(phaseAt(now), now);
    }

    /** Whether prices can be expected to be fresh, for one who has just come. */
    byte[] feed() {
        return json.frame(FeedState.of(tradecache.refreshing().status()));
    }

    private MarketPhase phaseAt(Instant at) {
        return tradecache.calendar().moment(at).phase();
    }

    private byte[] market(MarketPhase present, Instant at) {
        return json.frame(new MarketStatus(tradecache.calendar().market(), present, at));
    }

    private void tellAll(byte[] frame) {
        for (Session session : hub.sessions()) {
            if (session.dialect().isTalkative()) {
                session.tell(frame);
            }
        }
    }
}
