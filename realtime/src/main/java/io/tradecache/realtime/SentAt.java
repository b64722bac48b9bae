package io.tradecache.realtime;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writes moments as RFC 3339 in UTC, always with six decimals. A frame must not cost what a formatter does, so the text of
 * a second is kept, and only the decimals are written anew. Thread-safe.
 */
final class SentAt {

    private static final int DECIMALS = 6;
    private static final int NANOS_A_MICRO = 1_000;

    private volatile Second known = Second.of(0);

    /** A second and its text, with room for the decimals. */
    private static final class Second {

        private final long number;
        private final byte[] text;

        private Second(long number, byte[] text) {
            this.number = number;
            this.text = text;
        }

        static Second of(long number) {
            String seconds = Instant.ofEpochSecond(number).toString();
            String text = seconds.substring(0, seconds.length() - 1) + ".000000Z";
            return new Second(number, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The moment as ASCII, without quotation marks; the caller may keep it. */
    byte[] text(Instant moment) {
        Second second = known;
        if (second.number != moment.getEpochSecond()) {
            second = Second.of(moment.getEpochSecond());
            known = second;
        }
        byte[] text = second.text.clone();
        int micros = moment.getNano() / NANOS_A_MICRO;
        for (int place = text.length - 2; place >= text.length - 1 - DECIMALS; place--) {
            text[place] = (byte) ('0' + micros % 10);
            micros /= 10;
        }
        return text;
    }
}
