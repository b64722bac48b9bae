package io.tradecache.redis;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which messages of each publisher were heard over one subscription, and whether one is missing. Messages may come in
 * another order than they were numbered in, since they are sent over several connections; so only a heartbeat, which
 * tells what is finished, shows that one did not come. Not thread-safe.
 */
final class Publishers {

    /** Within this time of the subscription's beginning all nodes that are well are heard. */
    static final Duration ACQUAINTANCE = Duration.ofSeconds(1);

    /** Who is silent for so long is forgotten. */
    static final Duration ABSENCE = Duration.ofMinutes(1);

    static final int MOST_PUBLISHERS = 1_024;

    /** How far ahead of the oldest missing message others are remembered: a burst between two heartbeats. */
    static final int WINDOW = 1 << 16;

    private final LongSupplier nanoTime;
    private final Map<String, Heard> publishers = new LinkedHashMap<>(16, 0.75f, true);
    private long begun;

    Publishers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        begin();
    }

    /** A new subscription begins: whatever was published before is taken for lost, and need not be missed again. */
    void begin() {
        publishers.clear();
        begun = nanoTime.getAsLong();
    }

    /** True when messages before this one are taken for lost. */
    boolean heard(String publisher, long number) {
        Heard heard = heardOf(publisher, number - 1);
        if (number - heard.sequence.complete() > WINDOW) {
            heard.sequence.addAllUpTo(number);
            return true;
        }
        heard.sequence.add(number);
        return false;
    }

    /** True when a message that the publisher had finished with did not come. */
    boolean settled(String publisher, long number) {
        Heard heard = heardOf(publisher, number);
        boolean missing = number > heard.sequence.complete();
        heard.sequence.addAllUpTo(number);
        return missing;
    }

    /** How many are remembered. */
    int size() {
        return publishers.size();
    }

    /**
     * Whoever is new to a new subscription may have published before it began. Whoever turns up later has published
     * nothing yet, or was away, and what it published meanwhile is missing.
     */
    private Heard heardOf(String publisher, long before) {
        long now = nanoTime.getAsLong();
        Heard heard = publishers.get(publisher);
        if (heard == null) {
            heard = new Heard();
            heard.sequence.addAllUpTo(now - begun <= ACQUAINTANCE.toNanos() ? before : 0);
            publishers.put(publisher, heard);
        }
        heard.last = now;
        forgetAbsent(now);
        return heard;
    }

    private void forgetAbsent(long now) {
        Iterator<Heard> longestSilentFirst = publishers.values().iterator();
        Heard eldest = longestSilentFirst.next();
        while (publishers.size() > MOST_PUBLISHERS || now - eldest.last > ABSENCE.toNanos()) {
            longestSilentFirst.remove();
            eldest = longestSilentFirst.next();
        }
    }

    private static final class Heard {
        private final Sequence sequence = new Sequence();
        private long last;
    }
}
