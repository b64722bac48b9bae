package io.tradecache.launcher;

import io.tradecache.core.Tradecache;
import io.tradecache.core.port.PortException;
import io.tradecache.core.service.PriceRefresher;
import io.tradecache.core.service.PriceWants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that tell the other nodes which prices this one wants, and keep the wanted prices of all nodes fresh whenever
 * this one leads. Thread-safe.
 */
final class PriceLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PriceLoop.class);

    /** How long a streamed price may wait for others, to be published with them. */
    private static final Duration PACE = Duration.ofMillis(20);

    /** The shortest time from one declaration to the next. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    /** The role is kept well within its term. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofMillis(250);

    private static final Duration BETWEEN_DECLARATIONS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PriceWants wants;
    private final PriceRefresher refresher;
    private final Clock clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "tradecache-prices");
    private final Thread renewal = new Thread(this::renew, "tradecache-price-role");
    private final Trouble wanting = new Trouble("The other nodes cannot be told which prices are wanted here");
    private final Trouble refreshing = new Trouble("Prices are not kept fresh by this node");
    private Instant declared = Instant.MIN;
    private Instant due = Instant.MIN;

    private PriceLoop(Tradecache tradecache, Clock clock) {
        this.wants = tradecache.wants();
        this.refresher = tradecache.refreshing().refresher();
        this.clock = clock;
    }

    /** Starts the threads; close them before the database. */
    static PriceLoop start(Tradecache tradecache, Clock clock) {
        PriceLoop loop = new PriceLoop(tradecache, clock);
        for (Thread each : new Thread[] {loop.thread, loop.renewal}) {
            each.setDaemon(true);
            each.start();
        }
        return loop;
    }

    /** Ends the loops, closes the provider's stream, and lets another node lead at once. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(PATIENCE.toMillis());
            renewal.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            refresher.close();
        } catch (PortException e) {
            LOG.debug("The role could not be handed over, and ends by itself", e);
        }
    }

    private void run() {
        try {
            while (!closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                Instant now = clock.instant();
                wanting.guard(() -> declare(now));
                refreshing.guard(() -> refresh(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        Trouble renewing = new Trouble("The role of keeping prices fresh cannot be kept");
        try {
            while (!closed.await(BETWEEN_RENEWALS.toMillis(), TimeUnit.MILLISECONDS)) {
                renewing.guard(refresher::renew);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void declare(Instant now) {
        if (!now.isBefore(declared.plus(wants.isChanged() ? BETWEEN_TRIES : BETWEEN_DECLARATIONS))) {
            declared = now;
            wants.declare();
        }
    }

    private void refresh(Instant now) {
        refresher.flush();
        if (!now.isBefore(due)) {
            due = now.plus(PriceRefresher.TICK);
            due = refresher.refreshDue();
        }
    }
}
