package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.change.Outdated;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.FeedStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The frames that are no prices. */
final class ControlFrame {

    private static final String INVALIDATION = "invalidation";

    private ControlFrame() {}

    /** The first frame of a connection. */
    record Welcome(String type, Instant serverTime, String epoch, long heartbeatMs, long intervalMs, Limits limits) {

        Welcome(Instant serverTime, long epoch, RealTimeSettings settings) {
            this(
                    "welcome",
                    serverTime,
                    Long.toString(epoch),
                    settings.heartbeat().toMillis(),
                    settings.interval().toMillis(),
                    new Limits(settings.mostSymbols(), settings.longestMessage(), settings.messagesASecond()));
        }
    }

    /** What a client must keep to. */
    record Limits(int symbols, int messageBytes, int messagesPerSecond) {}

    /** What a client is subscribed to now, and what was refused of its last wish. */
    record Ack(String type, List<Symbol> symbols, long intervalMs, List<Rejected> rejected) {

        Ack(Collection<Symbol> symbols, long intervalMs, List<Rejected> rejected) {
            this("ack", List.copyOf(symbols), intervalMs, rejected);
        }
    }

    /** A symbol that was refused. */
    record Rejected(String symbol, String code) {}

    /** What was wrong with a client's message. */
    record Refusal(String type, String code, String message) {

        Refusal(String code, String message) {
            this("error", code, message);
        }
    }

    /** A frame without more to say. */
    record Bare(String type) {}

    /** What the market is doing. */
    record MarketStatus(String type, String market, MarketPhase phase, boolean isOpen, Instant asOf) {

        MarketStatus(String market, MarketPhase phase, Instant asOf) {
            this("market_status", market, phase, phase == MarketPhase.OPEN, asOf);
        }
    }

    /** Whether prices can be expected to be fresh. */
    record FeedState(String type, String feed, String status) {

        static FeedState of(FeedStatus status) {
            return new FeedState("feed_status", status.feed(), status.healthy() ? "ok" : "degraded");
        }
    }

    /** Tells a client to read an object of its user again. */
    record Invalidation(String type, String entityType, String entityId) {

        Invalidation(Outdated object) {
            this(INVALIDATION, object.entityType(), object.entityId());
        }
    }

    /** Tells a client to read all of its user's objects again. */
    record InvalidationOfAll(String type, String entityType) {

        InvalidationOfAll() {
            this(INVALIDATION, Outdated.EVERYTHING.entityType());
        }
    }

    /** Tells a client to come again after some time, since the node stops. */
    record Reconnect(String type, long afterMs) {

        Reconnect(long afterMs) {
            this("reconnect", afterMs);
        }
    }

    static byte[] outdated(PriceJson json, Outdated object) {
        return json.frame(object.equals(Outdated.EVERYTHING) ? new InvalidationOfAll() : new Invalidation(object));
    }

    static byte[] heartbeat(PriceJson json) {
        return json.frame(new Bare("heartbeat"));
    }
}
