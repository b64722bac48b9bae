package io.tradecache.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets transactions end in another order than they began: each waits to be drawn, and one is drawn by lot whenever there
 * are enough of them. Thread-safe.
 */
final class CommitOrder {

    private final Random random;
    private final int waitingAtMost;
    private final List<CountDownLatch> waiting = new ArrayList<>();
    private int running;

    /**
     * An order.
     *
     * @param writers how many writers there are
     * @param waitingAtMost how many of them wait at the same time
     * @param seed makes the lots repeatable, as far as the scheduler lets them be
     */
    CommitOrder(int writers, int waitingAtMost, long seed) {
        this.running = writers;
        this.waitingAtMost = waitingAtMost;
        this.random = new Random(seed);
    }

    /** Waits to be drawn. */
    void await() throws InterruptedException {
        CountDownLatch own = new CountDownLatch(1);
        synchronized (this) {
            waiting.add(own);
            draw();
        }
        if (!own.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("no transaction ended for a minute");
        }
    }

    /** A writer has no more transactions. */
    synchronized void leave() {
        running--;
        draw();
    }

    private void draw() {
        while (waiting.size() > Math.min(waitingAtMost, running - 1) && !waiting.isEmpty()) {
            waiting.remove(random.nextInt(waiting.size())).countDown();
        }
    }
}
