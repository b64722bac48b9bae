package io.tradecache.core.inmemory;

import io.tradecache.core.port.Ids;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * Ids that sort by the time they were made: 10 characters for the millisecond, 16 for 80 random bits, in the alphabet of
 * Crockford's base 32 (the form that the ULID specification describes, in lower case). Thread-safe.
 */
public final class TimeOrderedIds implements Ids {

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_LENGTH = 10;
    private static final int RANDOM_LENGTH = 16;
    private static final int BITS = 5;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * Makes ids from a clock.
     *
     * @param clock gives the time that the ids begin with
     */
    public TimeOrderedIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String next() {
        char[] id = new char[TIME_LENGTH + RANDOM_LENGTH];
        long millis = clock.millis();
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            id[i] = ALPHABET[(int) (millis & (ALPHABET.length - 1))];
            millis >>>= BITS;
        }
        for (int i = TIME_LENGTH; i < id.length; i++) {
            id[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(id);
    }
}
