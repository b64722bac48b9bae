package io.tradecache.realtime;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
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

    /** After so many in a row that nobody can answer for, the rest of a round is left for the next. */
    private static final int MOST_FAILURES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Expulsion.class);

    private final Hub hub;
    private final Executor asking;
    private final LongSupplier millis;
    private final AtomicBoolean busy = new AtomicBoolean();
    private boolean failing;
    private long due = INTERVAL.toMillis();

    /**
     * Asks for the first time after an interval.
     *
     * @param hub knows who is in
     * @param asking may wait for a database, for as long as a round takes
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
            failing = new Round().failsFor(hub.sessions());
        } finally {
            busy.set(false);
        }
    }

    /** What was answered since it began, so that what lets many in is asked for once. */
    private final class Round {
        private final Map<BooleanSupplier, Boolean> answers = new HashMap<>();
        private int failuresInARow;
        private boolean failed;

        /** Asks for everybody, and says whether somebody could not be asked for. */
        boolean failsFor(Collection<Session> sessions) {
            for (Session session : sessions) {
                if (failuresInARow == MOST_FAILURES) {
                    break;
                }
                if (!answers.computeIfAbsent(session.peer().visitor().welcome(), this::answer)) {
                    session.hangUp(CloseCode.EXPIRED, "access");
                }
            }
            return failed;
        }

        /** Whoever cannot be asked for stays. */
        private boolean answer(BooleanSupplier welcome) {
            try {
                boolean answer = welcome.getAsBoolean();
                failuresInARow = 0;
                return answer;
            } catch (RuntimeException e) {
                if (!failing && !failed) {
                    LOG.warn("It cannot be found out who may still listen; asked again in {}", INTERVAL, e);
                }
                failed = true;
                failuresInARow++;
                return true;
            }
        }
    }
}
