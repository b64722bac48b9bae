package io.tradecache.client;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a symbol. A server need not state more than the symbol and its price. Immutable.
 *
 * @param symbol the symbol, in upper case
 * @param price the price, never binary floating point
 * @param previousClose the close of the session before, or null
 * @param change the price less the previous close, or null
 * @param changePct the change in per cent of the previous close, or null
 * @param volume shares traded in the session, or null
 * @param asOf when the source stated it, or null
 * @param epoch of whoever published it; 0 when it was read and not published, or that is not told
 * @param seq the number of the change within the epoch; numbers may be left out
 * @param source where it comes from, or null
 * @param marketState for example {@code OPEN}, as of the last snapshot, or null
 * @param freshness {@code LIVE}, {@code FRESH}, {@code STALE} or {@code OUTDATED} as the server judged it; null when it
 *     did not, as with a change that has just come
 */
public record Price(
        String symbol,
        BigDecimal price,
        @Nullable BigDecimal previousClose,
        @Nullable BigDecimal change,
        @Nullable BigDecimal changePct,
        @Nullable Long volume,
        @Nullable Instant asOf,
        long epoch,
        long seq,
        @Nullable String source,
        @Nullable String marketState,
        @Nullable String freshness) {

    /** Whether the server calls it too old to act on without care. */
    boolean isCalledStale() {
        return "STALE".equals(freshness) || "OUTDATED".equals(freshness);
    }

    /**
     * Whether this price is later than another one of its symbol. The source's time decides, and the numbers decide
     * between prices of one moment; so the numbers may begin anew with a server, and still no price goes back.
     */
    boolean isAfter(Price other) {
        if (asOf != null && other.asOf != null && !asOf.equals(other.asOf)) {
            return asOf.isAfter(other.asOf);
        }
        if (seq == 0 && other.seq == 0) {
            return price.compareTo(other.price) != 0;
        }
        return epoch != other.epoch ? epoch > other.epoch : seq > other.seq;
    }

    /** Whether it is the same statement, which may be judged differently by now. */
    boolean isSameAs(Price other) {
        return price.compareTo(other.price) == 0
                && (asOf != null ? asOf.equals(other.asOf) : epoch == other.epoch && seq == other.seq);
    }

    /** The same, judged as another one is. */
    Price judgedAs(Price other) {
        return new Price(
                symbol,
                price,
                previousClose,
                change,
                changePct,
                volume,
                asOf,
                epoch,
                seq,
                source,
                other.marketState,
                other.freshness);
    }

    /** A change with what does not come with it: all that the price before it has told. */
    Price completedBy(Price before) {
        return new Price(
                symbol,
                price,
                change == null ? before.previousClose : price.subtract(change),
                change,
                changePct,
                volume,
                asOf,
                before.epoch,
                seq,
                before.source,
                before.marketState,
                null);
    }
}
