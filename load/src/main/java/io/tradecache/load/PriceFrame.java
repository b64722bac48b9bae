package io.tradecache.load;

/**
 * The few things of a frame that are measured, found without taking it apart. One object reads all frames of a thread, and
 * knows of the last one only. Not thread-safe.
 */
final class PriceFrame {

    private static final Needle PRICES = new Needle("{\"type\":\"price");
    private static final Needle SENT_AT = new Needle("\"sent_at\":\"");
    private static final Needle AS_OF = new Needle("\"as_of\":\"");
    /** How far from its beginning a frame says when it was sent. */
    private static final int HEAD = 64;

    private final Moments moments = new Moments();
    private int updates;
    private long sentAt;
    private long newest;

    /**
     * Reads a frame.
     *
     * @return false when it has no changed prices, and nothing else here means anything
     */
    boolean read(byte[] bytes, int from, int to) {
        if (!PRICES.isAt(bytes, from)) {
            return false;
        }
        int stamp = SENT_AT.endIn(bytes, from, Math.min(to, from + HEAD));
        sentAt = stamp < 0 ? Moments.NONE : moments.micros(bytes, stamp, to);
        updates = 0;
        newest = Moments.NONE;
        int next = AS_OF.endIn(bytes, from, to);
        while (next >= 0) {
            updates++;
            newest = Math.max(newest, moments.micros(bytes, next, to));
            next = AS_OF.endIn(bytes, next, to);
        }
        return true;
    }

    /** How many prices it has. */
    int updates() {
        return updates;
    }

    /** When it was composed, in microseconds since 1970, or {@link Moments#NONE}. */
    long sentAt() {
        return sentAt;
    }

    /** The time of its newest price, in microseconds since 1970, or {@link Moments#NONE}. */
    long newest() {
        return newest;
    }
}
