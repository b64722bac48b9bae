package io.tradecache.load;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * Reads moments in RFC 3339 and UTC without making objects of them: the second that was read last is known by its text, so
 * that mostly nothing is left to read but decimals. Not thread-safe.
 */
final class Moments {

    /** What is no moment. */
    static final long NONE = Long.MIN_VALUE;

    private static final int SECONDS_LENGTH = "2026-03-09T14:30:00".length();
    private static final int DECIMALS = 6;
    private static final long MICROS_A_SECOND = 1_000_000;

    private final byte[] known = new byte[SECONDS_LENGTH];
    private long knownSecond;

    /** The microseconds since 1970 of a moment that begins at a place, or {@link #NONE}. */
    long micros(byte[] bytes, int at, int to) {
        int end = at + SECONDS_LENGTH;
        if (end >= to) {
            return NONE;
        }
        if (!Arrays.equals(bytes, at, end, known, 0, SECONDS_LENGTH)) {
            System.arraycopy(bytes, at, known, 0, SECONDS_LENGTH);
            knownSecond = second(bytes, at);
        }
        return knownSecond * MICROS_A_SECOND + (bytes[end] == '.' ? decimals(bytes, end + 1, to) : 0);
    }

    private static long decimals(byte[] bytes, int from, int to) {
        long micros = 0;
        int place = from;
        for (int digit = 0; digit < DECIMALS; digit++) {
            micros *= 10;
            if (place < to && bytes[place] >= '0' && bytes[place] <= '9') {
                micros += bytes[place++] - '0';
            }
        }
        return micros;
    }

    private static long second(byte[] bytes, int at) {
        long day = LocalDate.of(number(bytes, at, 4), number(bytes, at + 5, 2), number(bytes, at + 8, 2))
                .toEpochDay();
        return ((day * 24 + number(bytes, at + 11, 2)) * 60 + number(bytes, at + 14, 2)) * 60
                + number(bytes, at + 17, 2);
    }

    private static int number(byte[] bytes, int at, int digits) {
        int number = 0;
        for (int place = at; place < at + digits; place++) {
            number = number * 10 + bytes[place] - '0';
        }
        return number;
    }
}
