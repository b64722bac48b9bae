package io.tradecache.realtime;

import io.tradecache.core.port.PortException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends clients away whose key was revoked, or whose token has expired, since they were let in. It has no thread: somebody
 * looks about once a second, and others ask. Thread-safe.
 */
final class Expulsion {

    /** How often everybody is asked for. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(Expulsion.class);

    private final Hub hub;
    private final Executor asking;
    private final LongSupplier millis;
    private final AtomicBoolean busy = new AtomicBoolean();
    private long due = INTERVAL.toMillis();

    /**
     * Asks for the first time after an interval.
     *
     * @param hub knows who is in
     * @param asking may wait for a database
     * @param millis the time that passes, from 0
     */
    Expulsion(Hub hub, Executor asking, LongSupplier millis) {
        this.hub = hub;
        this.asking = asking;
        this.millis = millis;
    }

    /** Has everybody asked for whenever it is time; to be called by one thread. */
    void look() {
        if (millis.getAsLong() < due || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            asking.execute(this::ask);
            due = millis.getAsLong() + INTERVAL.toMillis();
        } catch (RejectedExecutionException e) {
            busy.set(false);
            LOG.debug("Nobody has the time to ask; the next look tries again", e);
        }
    }

    private void ask() {
        try {
            for (Session session : hub.sessions()) {
                if (!session.peer().visitor().welcome().getAsBoolean()) {
                    session.hangUp(CloseCode.EXPIRED, "access");
                }
            }
        } catch (PortException e) {
            LOG.warn("It cannot be found out who may still listen; asked again in {}", INTERVAL, e);
        } finally {
            busy.set(false);
        }
    }
}
