package io.tradecache.load;

/** What a server says that is about to stop: when to come again. Stateless. */
final class Hint {

    /** What a frame says that is no hint. */
    static final long NONE = -1;

    private static final Needle RECONNECT = new Needle("{\"type\":\"reconnect\"");
    private static final Needle AFTER = new Needle("\"after_ms\":");
    private static final long LONGEST_MILLIS = 60_000;

    private Hint() {}

    /** After how many milliseconds the client is to come again, or {@link #NONE}. */
    static long afterMillis(byte[] bytes, int from, int to) {
        if (!RECONNECT.isAt(bytes, from)) {
            return NONE;
        }
        int at = AFTER.endIn(bytes, from, to);
        long millis = 0;
        while (at >= 0 && at < to && bytes[at] >= '0' && bytes[at] <= '9' && millis < LONGEST_MILLIS) {
            millis = millis * 10 + bytes[at++] - '0';
        }
        return Math.min(millis, LONGEST_MILLIS);
    }
}
