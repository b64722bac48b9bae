package io.tradecache.core.rules;

import java.time.Duration;

/** Keeps what is alike from happening all at once. Stateless and thread-safe. */
final class Spread {

    private static final long HASHES = 1L << Integer.SIZE;

    /** The golden ratio of the 32-bit numbers, which scatters the hashes of neighbouring tickers. */
    private static final int SCATTER = 0x9E3779B9;

    private Spread() {}

    /** A part of a span, from zero on and less than the whole: always the same for a key, and even over all keys. */
    static Duration part(Duration span, String key) {
        long hash = Integer.toUnsignedLong(key.hashCode() * SCATTER);
        return span.multipliedBy(hash).dividedBy(HASHES);
    }
}
