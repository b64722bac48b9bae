package io.tradecache.redis;

import java.util.BitSet;

/** Which numbers, from one on, are there: all up to some, and a few beyond. Not thread-safe. */
final class Sequence {

    private long complete;

    /** Bit i stands for the number {@code complete + 1 + i}; the first is never set. */
    private BitSet beyond = new BitSet();

    /** The highest number such that it and all before it are there. */
    long complete() {
        return complete;
    }

    void add(long number) {
        if (number == complete + 1 && beyond.isEmpty()) {
            complete++;
        } else if (number > complete) {
            beyond.set(Math.toIntExact(number - complete - 1));
            absorb();
        }
    }

    /** Adds every number up to this one. */
    void addAllUpTo(long number) {
        long added = number - complete;
        if (added > 0) {
            beyond = added < beyond.length() ? beyond.get((int) added, beyond.length()) : new BitSet();
            complete = number;
            absorb();
        }
    }

    private void absorb() {
        int run = beyond.nextClearBit(0);
        if (run > 0) {
            complete += run;
            beyond = beyond.get(run, Math.max(run, beyond.length()));
        }
    }
}
