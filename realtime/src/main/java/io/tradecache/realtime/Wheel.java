package io.tradecache.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is when. Clients of one rhythm are spread over it, so that they are not all sent to at once. It has no
 * thread: whoever owns it turns it by one step after another. Thread-safe.
 */
final class Wheel {

    /** The time between two turns. */
    static final Duration STEP = Duration.ofMillis(10);

    private static final Logger LOG = LoggerFactory.getLogger(Wheel.class);
    private static final long STEP_MILLIS = STEP.toMillis();
    /** Shares no factor with the number of steps of a usual rhythm, so that neighbours in time get far apart. */
    private static final long STRIDE = 7;

    private final List<List<Visit>> slots = new ArrayList<>();
    private volatile long steps;
    private volatile int stretch = 1;
    private long opened;

    /** Makes a wheel that nobody is on. */
    Wheel() {
        long longest = RealTimeSettings.LONGEST_INTERVAL.toMillis() / STEP_MILLIS;
        for (long slot = 0; slot <= longest; slot++) {
            slots.add(new ArrayList<>());
        }
    }

    private record Visit(Session session, long rhythm) {}

    /** The time that has passed in steps of the wheel: it stands still while nobody turns, so nobody is late then. */
    long millis() {
        return steps * STEP_MILLIS;
    }

    /** Puts a client on the wheel, or puts it on again after its rhythm has changed. */
    synchronized void add(Session session) {
        long stepsOfInterval = stepsOfInterval(session);
        put(new Visit(session, session.rhythm()), 1 + opened++ * STRIDE % stepsOfInterval);
    }

    /** Goes one step on, and visits those whose turn it is. */
    void turn() {
        for (Visit visit : due()) {
            if (visit.rhythm == visit.session.rhythm() && isToBeVisitedAgain(visit.session)) {
                synchronized (this) {
                    // In its old rhythm: if that has changed by now, another visit is on the wheel already.
                    put(visit, stepsOfInterval(visit.session));
                }
            }
        }
    }

    private synchronized List<Visit> due() {
        steps++;
        return slots.set(slot(0), new ArrayList<>());
    }

    private void put(Visit visit, long stepsFromNow) {
        slots.get(slot(stepsFromNow)).add(visit);
    }

    /** Makes all intervals so many times as long as the clients asked for, up to the longest there is. */
    void stretch(int factor) {
        stretch = factor;
    }

    private long stepsOfInterval(Session session) {
        return Math.min(Math.max(1, session.intervalMillis() / STEP_MILLIS) * stretch, slots.size() - 1L);
    }

    private int slot(long stepsFromNow) {
        return (int) ((steps + stepsFromNow) % slots.size());
    }

    /** A client that fails must not stop the wheel for the others. */
    private static boolean isToBeVisitedAgain(Session session) {
        try {
            return session.visit();
        } catch (RuntimeException e) {
            LOG.error("A client could not be served, and is dropped", e);
            session.drop(CloseCode.FAILURE, "failure");
            return false;
        }
    }
}
