package io.tradecache.realtime;

import io.tradecache.realtime.ControlFrame.Reconnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends all clients away. They would all come again at once, to a node that has just started; so each is sent away at a
 * moment of its own, which it is told beforehand. Thread-safe.
 */
final class Drain {

    /** Few clients need no long window. */
    private static final double MOST_MILLIS_EACH = 10;
    /** The other nodes cannot take clients in much faster: who was sent sooner would only be longer without prices. */
    private static final double LEAST_MILLIS_EACH = 1;

    private final Hub hub;
    private final PriceJson json;
    private final Duration window;
    private final AtomicBoolean begun = new AtomicBoolean();

    Drain(Hub hub, PriceJson json, Duration window) {
        this.hub = hub;
        this.json = json;
        this.window = window;
    }

    boolean isBegun() {
        return begun.get();
    }

    /** From now on nobody is let in. False when that was so before. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /** Sends everybody away, and returns when that is done. */
    void sendAway() {
        List<Session> sessions = new ArrayList<>(hub.sessions());
        Collections.shuffle(sessions);
        double millisEach = Math.min(
                MOST_MILLIS_EACH,
                Math.max(LEAST_MILLIS_EACH, (double) window.toMillis() / Math.max(1, sessions.size())));
        for (int place = 0; place < sessions.size(); place++) {
            Session session = sessions.get(place);
            if (session.dialect().isTalkative()) {
                session.tell(json.frame(new Reconnect(Math.round(place * millisEach))));
            }
        }
        long begin = System.nanoTime();
        for (int place = 0; place < sessions.size(); place++) {
            sleepUntil(begin + TimeUnit.MILLISECONDS.toNanos(Math.round(place * millisEach)));
            sessions.get(place).close(CloseCode.RESTART, "the node stops");
        }
        // Who came in while the others were counted.
        hub.sessions().forEach(session -> session.close(CloseCode.RESTART, "the node stops"));
    }

    private static void sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            // Whoever cannot wait has the rest sent away at once.
            Thread.currentThread().interrupt();
        }
    }
}
