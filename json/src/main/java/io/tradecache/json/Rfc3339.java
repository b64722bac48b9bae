package io.tradecache.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Instants as RFC 3339 in UTC, the one form that is written here. A stored portfolio has a dozen of them, and the general
 * parser took half the time of reading it, so this form is read digit by digit and anything else is left to that parser.
 * Stateless.
 */
final class Rfc3339 {

    private static final String PATTERN = "dddd-dd-ddTdd:dd:dd";
    private static final int SECONDS_END = PATTERN.length();
    private static final int MOST_DECIMALS = 9;
    private static final int LAST_HOUR = 23;
    private static final int LAST_OF_SIXTY = 59;

    private Rfc3339() {}

    /** At most six decimals, in groups of three. */
    static String text(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Reads what {@link #text} writes, and whatever else {@link Instant#parse} reads.
     *
     * @throws DateTimeParseException when it is no instant
     */
    static Instant parse(String text) {
        Instant plain = plain(text);
        return plain == null ? Instant.parse(text) : plain;
    }

    /** An instant of four digits for the year, with {@code Z}; null when the text may be anything else. */
    static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        if (end < SECONDS_END || text.charAt(end) != 'Z' || !fits(text)) {
            return null;
        }
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = nanos(text, end);
        if (nanos < 0 || hour > LAST_HOUR || minute > LAST_OF_SIXTY || second > LAST_OF_SIXTY || !isDay(month, day)) {
            return null;
        }
        return LocalDateTime.of(number(text, 0, 4), month, day, hour, minute, second, nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static boolean fits(String text) {
        for (int i = 0; i < SECONDS_END; i++) {
            char c = text.charAt(i);
            char wanted = PATTERN.charAt(i);
            if (wanted == 'd' ? !isDigit(c) : c != wanted) {
                return false;
            }
        }
        return true;
    }

    /** Days that only some months have are left to the general parser. */
    private static boolean isDay(int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= 28;
    }

    /** From the point to the Z; negative when that is no fraction. */
    private static int nanos(String text, int end) {
        int decimals = end - SECONDS_END - 1;
        if (decimals < 0) {
            return 0;
        }
        if (decimals == 0 || decimals > MOST_DECIMALS || text.charAt(SECONDS_END) != '.') {
            return -1;
        }
        int nanos = 0;
        for (int i = 0; i < MOST_DECIMALS; i++) {
            char c = i < decimals ? text.charAt(SECONDS_END + 1 + i) : '0';
            if (!isDigit(c)) {
                return -1;
            }
            nanos = nanos * 10 + c - '0';
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
