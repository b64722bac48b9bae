package io.tradecache.realtime;

import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;

/**
 * A quote with the number that clients order it by. One that was read, and not published, comes before all that are.
 * Immutable.
 *
 * @param quote the quote
 * @param epoch of whoever published it, or 0
 * @param seq the number of the change within the epoch, or 0
 */
record Price(Quote quote, long epoch, long seq) {

    static Price published(PriceTick tick) {
        return new Price(tick.quote(), tick.epoch(), tick.seq());
    }

    static Price read(Quote quote) {
        return new Price(quote, 0, 0);
    }

    /** Whether this one was published after the one that has these numbers. */
    boolean isAfter(long otherEpoch, long otherSeq) {
        return epoch != otherEpoch ? epoch > otherEpoch : seq > otherSeq;
    }
}
