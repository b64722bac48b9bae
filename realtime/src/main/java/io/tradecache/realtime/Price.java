package io.tradecache.realtime;

import io.tradecache.core.model.price.PriceTick;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A quote with the number that clients order it by. One that was read, and not published, has the number of the one
 * before it, and none when it is the first. It keeps its JSON forms, so that each is written once for all clients.
 * Thread-safe.
 */
final class Price {

    private final Quote quote;
    private final long epoch;
    private final long seq;
    private volatile byte @Nullable [] change;
    private volatile @Nullable Judged whole;

    /**
     * A price that was not written yet.
     *
     * @param quote the quote
     * @param epoch of whoever published it, or 0
     * @param seq the number of the change within the epoch, or 0
     */
    private Price(Quote quote, long epoch, long seq) {
        this.quote = quote;
        this.epoch = epoch;
        this.seq = seq;
    }

    static Price published(PriceTick tick) {
        return new Price(tick.quote(), tick.epoch(), tick.seq());
    }

    static Price read(Quote quote) {
        return new Price(quote, 0, 0);
    }

    /** The same, to be written anew. */
    Price unwritten() {
        return new Price(quote, epoch, seq);
    }

    /** A form that says how fresh the price was at some time. Immutable, as long as nobody writes to the bytes. */
    static final class Judged {

        private final long at;
        private final byte[] json;

        /**
         * Keeps the bytes as they are.
         *
         * @param at when it was written, in milliseconds since 1970
         * @param json UTF-8, one object
         */
        Judged(long at, byte[] json) {
            this.at = at;
            this.json = json;
        }

        long at() {
            return at;
        }

        byte[] json() {
            return json;
        }
    }

    Quote quote() {
        return quote;
    }

    long epoch() {
        return epoch;
    }

    long seq() {
        return seq;
    }

    /**
     * Whether this one takes the place of another: it is stated for a later moment, or for the same and was published
     * later. None does that comes from a leader which another one has replaced.
     */
    boolean isAfter(Price other) {
        if (!isRead() && epoch < other.epoch) {
            return false;
        }
        int times = Long.compare(quote.version(), other.quote.version());
        if (times != 0) {
            return times > 0;
        }
        return epoch != other.epoch ? epoch > other.epoch : seq > other.seq;
    }

    /**
     * The same, under the number of the one before it when it was read; and under the next one when it was published, but
     * the node has forgotten how far its symbol had been counted, as it does with the oldest of very many symbols.
     */
    Price numberedAfter(Price before) {
        if (isRead()) {
            return new Price(quote, before.epoch, before.seq);
        }
        return epoch > before.epoch || seq > before.seq ? this : new Price(quote, epoch, before.seq + 1);
    }

    private boolean isRead() {
        return seq == 0;
    }

    /** Whether this one differs from another in nothing but what changes with every price. */
    boolean isPlainChangeOf(Price other) {
        return epoch == other.epoch
                && seq != other.seq
                && quote.source().equals(other.quote.source())
                && isSame(quote.previousClose(), other.quote.previousClose());
    }

    private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null ? other == null : other != null && one.compareTo(other) == 0;
    }

    /** What changes with each price, or null while it was not written; not to be changed. */
    byte @Nullable [] change() {
        return change;
    }

    void keepChange(byte[] json) {
        change = json;
    }

    /** The whole quote as it was last written, or null. */
    @Nullable
    Judged whole() {
        return whole;
    }

    void keepWhole(Judged judged) {
        whole = judged;
    }
}
