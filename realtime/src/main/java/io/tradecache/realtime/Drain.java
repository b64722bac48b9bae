package io.tradecache.realtime;

import io.tradecache.realtime.ControlFrame.Reconnect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends all clients away. They would all come again at once, to a node that has just started; so each is sent away at a
 * moment of its own. Thread-safe.
 */
final class Drain {

    /** Few clients need no long window. */
    private static final long MILLIS_EACH = 10;

    private static final long LONGEST_WAIT_MILLIS = 1_000;
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    private final Hub hub;
    private final PriceJson json;
    private final Duration window;
    private final ScheduledExecutorService scheduler;
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile long within;

    Drain(Hub hub, PriceJson json, Duration window, ScheduledExecutorService scheduler) {
        this.hub = hub;
        this.json = json;
        this.window = window;
        this.scheduler = scheduler;
    }

    boolean isBegun() {
        return begun.get();
    }

    /** Tells the clients when they will be sent away. False when that was done before. */
    boolean begin() {
        if (!begun.compareAndSet(false, true)) {
            return false;
        }
        List<Session> sessions = hub.sessions();
        within = Math.min(window.toMillis(), sessions.size() * MILLIS_EACH);
        for (Session session : sessions) {
            long after = ThreadLocalRandom.current().nextLong(within + 1);
            if (session.dialect().isTalkative()) {
                session.tell(json.frame(new Reconnect(after)));
            }
            scheduler.schedule(() -> session.close(CloseCode.RESTART, "the node stops"), after, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    /** Waits until all are gone, for a while at most; who is still there then is hung up on. */
    void await() {
        long left = within + LONGEST_WAIT_MILLIS;
        try {
            while (left > 0 && !hub.sessions().isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
                left -= BETWEEN_LOOKS_MILLIS;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hub.sessions().forEach(session -> session.drop("drain"));
    }
}
