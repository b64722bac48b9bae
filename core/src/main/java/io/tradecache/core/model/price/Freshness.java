package io.tradecache.core.model.price;

/** How good a price still is, best first, so that the greatest of several is the freshness of the whole. Immutable. */
public enum Freshness {
    /** Stated by the source moments ago, in the regular session. */
    LIVE,
    /** Not older than one refresh interval. */
    FRESH,
    /** Older than that, still usable with care. */
    STALE,
    /** Too old to act on. */
    OUTDATED;

    /**
     * The worse of two.
     *
     * @param other the other one
     * @return whichever is less fresh
     */
    public Freshness orWorse(Freshness other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
