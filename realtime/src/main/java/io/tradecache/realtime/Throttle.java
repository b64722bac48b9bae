package io.tradecache.realtime;

import java.util.function.LongSupplier;

/** How many messages one client has sent within a second. Not thread-safe: a connection hears one message at a time. */
final class Throttle {

    private static final long ONE_SECOND = 1_000;
    /** So many times the limit is no mistake any more. */
    private static final int FLOOD = 10;

    private final int limit;
    private final LongSupplier millis;
    private long begun;
    private int count;

    Throttle(int limit, LongSupplier millis) {
        this.limit = limit;
        this.millis = millis;
        this.begun = millis.getAsLong();
    }

    /** What is to be done with a message. */
    enum Verdict {
        /** It is heeded. */
        HEED,
        /** It is one too many, and the client is told so. */
        REFUSE,
        /** It is passed over: the client was told already. */
        IGNORE,
        /** The client is hung up on. */
        HANG_UP
    }

    Verdict next() {
        long now = millis.getAsLong();
        if (now - begun >= ONE_SECOND) {
            begun = now;
            count = 0;
        }
        count++;
        if (count <= limit) {
            return Verdict.HEED;
        }
        if (count > limit * FLOOD) {
            return Verdict.HANG_UP;
        }
        return count == limit + 1 ? Verdict.REFUSE : Verdict.IGNORE;
    }
}
