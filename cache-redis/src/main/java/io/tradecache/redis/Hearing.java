package io.tradecache.redis;

import io.tradecache.core.model.price.FeedReport;
import io.tradecache.core.model.price.PriceTick;
import io.tradecache.json.ChangeEvents;
import io.tradecache.json.Codec;
import io.tradecache.json.MalformedJsonException;
import io.tradecache.json.PublishedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understands what comes over the channels, and notices what does not come. Messages are heard by one thread, silence is
 * noticed by another one, so that a connection that hangs hides nothing.
 */
final class Hearing implements Subscriber.Ear {

    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final byte[] heartbeats;
    private final byte[] prices;
    private final String own;
    private final Listeners listeners;
    private final LongSupplier nanoTime;
    private final Codec codec;
    private final ChangeEvents events;
    private final Publishers publishers;
    private final Silence silence;
    private final AtomicLong skipped = new AtomicLong();

    /** Only the thread that listens looks at it. */
    private boolean connectedBefore;

    /** For the node that publishes under the given name of its own. */
    Hearing(RedisNames names, String own, Listeners listeners, Codec codec, LongSupplier nanoTime) {
        this.heartbeats = names.heartbeats();
        this.prices = names.prices();
        this.own = own;
        this.listeners = listeners;
        this.nanoTime = nanoTime;
        this.codec = codec;
        this.events = new ChangeEvents(codec);
        this.publishers = new Publishers(nanoTime);
        this.silence = new Silence(nanoTime.getAsLong());
    }

    @Override
    public void connected() {
        publishers.begin();
        silence.connected(nanoTime.getAsLong());
        if (connectedBefore) {
            lost("a connection was made anew");
        } else {
            connectedBefore = true;
            listeners.lost();
        }
    }

    @Override
    public void heard(byte[] channel, byte[] message) {
        try {
            if (Arrays.equals(channel, prices)) {
                price(message);
                return;
            }
            if (!Arrays.equals(channel, heartbeats)) {
                change(events.decode(message));
                return;
            }
            Heartbeat beat = codec.decode(message, Heartbeat.class);
            if (beat.isComplete()) {
                beat(beat);
            } else {
                skip(message, "a heartbeat that names its publisher");
            }
        } catch (MalformedJsonException e) {
            skip(message, String.valueOf(e.getMessage()));
        }
    }

    private void price(byte[] message) throws MalformedJsonException {
        if (Arrays.equals(message, PricePublishing.QUESTION)) {
            listeners.pricesAsked();
        } else if (message.length > 0 && message[0] == '{') {
            listeners.feedReported(codec.decode(message, FeedReport.class));
        } else {
            listeners.priced(List.of(codec.decode(message, PriceTick[].class)));
        }
    }

    private void skip(byte[] message, String expected) {
        LOG.debug("Skipped a message of {} bytes: expected {}", message.length, expected);
        skipped.incrementAndGet();
    }

    /** Tells of a silence, once. */
    void watch() {
        if (silence.alarms(nanoTime.getAsLong())) {
            lost("no heartbeat came back for " + Silence.ALARMING.toMillis() + " ms");
        }
    }

    boolean isHopeless() {
        return silence.isHopeless(nanoTime.getAsLong());
    }

    long skipped() {
        return skipped.get();
    }

    private void change(PublishedEvent published) {
        if (published.isNumbered() && publishers.heard(published.publisher(), published.seq())) {
            lost("too many messages of one publisher are missing");
        }
        listeners.changed(published.event());
    }

    private void beat(Heartbeat beat) {
        if (publishers.settled(beat.publisher(), beat.settled())) {
            lost("a message of a publisher is missing");
        }
        if (beat.publisher().equals(own)) {
            silence.brokenBy(beat.nanos());
            listeners.heardAllUntil(beat.nanos());
        }
    }

    private void lost(String why) {
        LOG.atInfo().addKeyValue("reason", why).log("Events may have been lost: {}", why);
        listeners.lost();
    }
}
