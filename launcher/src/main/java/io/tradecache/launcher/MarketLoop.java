package io.tradecache.launcher;

import io.tradecache.core.service.MarketHours;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that looks once a second which days of the market are overridden, by whatever node. Thread-safe. */
final class MarketLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MarketLoop.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MarketHours hours;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "tradecache-market");
    private final Trouble trouble = new Trouble("It cannot be seen which days of the market are overridden");

    private MarketLoop(MarketHours hours) {
        this.hours = hours;
    }

    /**
     * Looks for the first time, so that the answers are right from the beginning, and starts the thread.
     *
     * @param hours what follows the overrides
     * @return the running loop; close it before the database
     */
    static MarketLoop start(MarketHours hours) {
        MarketLoop loop = new MarketLoop(hours);
        loop.look();
        loop.thread.setDaemon(true);
        loop.thread.start();
        return loop;
    }

    /** Ends the loop and waits for the end of its thread. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** While it cannot look, the market keeps the hours that it has. */
    private void look() {
        trouble.guard(() -> {
            if (hours.refresh()) {
                LOG.info(
                        "Days of the market {} are overridden otherwise",
                        hours.calendar().market());
            }
        });
    }
}
