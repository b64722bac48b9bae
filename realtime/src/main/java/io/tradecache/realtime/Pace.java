package io.tradecache.realtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that turns the wheel, and looks once a second how fresh prices still are, and what the market and the feed
 * are doing. A turn that is late is made up for, so that the wheel keeps the time. Thread-safe.
 */
final class Pace implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

    private static final long STEP_NANOS = Wheel.STEP.toNanos();
    /** After a longer pause, as of a machine that slept, nothing is made up for. */
    private static final long LONGEST_LAG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long TURNS_BETWEEN_LOOKS = 100;
    private static final long PATIENCE_MILLIS = 1_000;

    private final Wheel wheel;
    private final StatusWatch status;
    private final Strain strain;
    private final Hub hub;
    private final Expulsion expulsion;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tradecache-realtime");
    private boolean failing;

    private Pace(Wheel wheel, StatusWatch status, Strain strain, Hub hub, Expulsion expulsion) {
        this.wheel = wheel;
        this.status = status;
        this.strain = strain;
        this.hub = hub;
        this.expulsion = expulsion;
    }

    static Pace start(Wheel wheel, StatusWatch status, Strain strain, Hub hub, Expulsion expulsion) {
        Pace pace = new Pace(wheel, status, strain, hub, expulsion);
        pace.thread.setDaemon(true);
        pace.thread.start();
        return pace;
    }

    /** Ends the thread and waits for its end. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long due = System.nanoTime();
        try {
            for (long turns = 0; !closed.await(due - System.nanoTime(), TimeUnit.NANOSECONDS); turns++) {
                turn(due);
                due += STEP_NANOS;
                if (System.nanoTime() - due > LONGEST_LAG_NANOS) {
                    due = System.nanoTime();
                }
                if (turns % TURNS_BETWEEN_LOOKS == 0) {
                    look();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn(long due) {
        long begun = System.nanoTime();
        wheel.turn();
        Duration lag = Duration.ofNanos(Math.max(0, begun - due));
        hub.telemetry().fannedOut(lag, Duration.ofNanos(System.nanoTime() - begun));
        strain.turned(lag);
    }

    private void look() {
        try {
            hub.countSubscriptions();
            hub.judge();
            expulsion.look();
            status.look();
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("It cannot be seen what the market and the feed are doing", e);
            }
            failing = true;
        }
    }
}
