package io.tradecache.load;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * One stay of a client with a server, and how often it has tried to get there. Moments are those of {@link System#nanoTime},
 * or 0. Immutable.
 *
 * @param number of the client
 * @param habit of the client
 * @param target which of the servers
 * @param tries how many attempts were made since the client was last well served; 0 for the first
 * @param noticedAt when a client that comes again was told to, or lost its connection untold
 * @param lostAt when it lost its connection
 * @param pricesAt when it was last sent prices
 */
record Visit(int number, Client.Habit habit, int target, int tries, long noticedAt, long lostAt, long pricesAt) {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final int MOST_DOUBLINGS = 6;

    static Visit first(int number, Client.Habit habit, int target) {
        return new Visit(number, habit, target, 0, 0, 0, 0);
    }

    /** Whether the client had a connection before. */
    boolean isReturn() {
        return lostAt != 0;
    }

    /** The next one, after a connection that was open; no more tries than there were if it was well served. */
    Visit afterLoss(long noticed, long lost, long prices, boolean served, int targets) {
        return new Visit(number, habit, (target + 1) % targets, served ? 0 : tries, noticed, lost, prices);
    }

    /** The next one, after an attempt that failed. */
    Visit afterFailure(int targets) {
        return new Visit(number, habit, (target + 1) % targets, tries + 1, noticedAt, lostAt, pricesAt);
    }

    /** Any time up to one that doubles with each attempt, so that clients which were lost together come one by one. */
    long jitterNanos() {
        return ThreadLocalRandom.current()
                .nextLong(1 + Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(tries, MOST_DOUBLINGS)));
    }
}
