package io.tradecache.redis;

import java.time.Duration;

/** How long this node has not heard its own heartbeats, which tell that it would hear the others too. Thread-safe. */
final class Silence {

    /** After this time without a heartbeat events may have been lost. */
    static final Duration ALARMING = Duration.ofMillis(600);

    /** After this time the connection is given up. */
    static final Duration HOPELESS = Duration.ofMillis(1_200);

    private long since;
    private boolean told;

    Silence(long now) {
        this.since = now;
    }

    /** A connection was made, on which nothing was heard yet. */
    synchronized void connected(long now) {
        since = now;
    }

    /** A heartbeat of this node that was sent at some moment was heard. */
    synchronized void brokenBy(long sent) {
        since = sent - since > 0 ? sent : since;
        told = false;
    }

    /** True once for each silence. */
    synchronized boolean alarms(long now) {
        if (told || now - since <= ALARMING.toNanos()) {
            return false;
        }
        told = true;
        return true;
    }

    synchronized boolean isHopeless(long now) {
        return now - since > HOPELESS.toNanos();
    }
}
