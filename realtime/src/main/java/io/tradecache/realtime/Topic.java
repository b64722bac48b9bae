package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.EventBus.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * One symbol that somebody listens to, with its newest price. A new price costs the same whether one client listens or
 * ten thousand do: they look for it when their turn comes. Thread-safe.
 */
final class Topic {

    private final Symbol symbol;
    private final Subscription want;
    private volatile @Nullable Price newest;
    private volatile @Nullable Encoded whole;
    private volatile @Nullable Encoded change;
    /** How many clients listen; guarded by the hub's map. */
    private int listeners;

    /**
     * Nobody listens yet.
     *
     * @param want closed when the last one has left
     */
    Topic(Symbol symbol, Subscription want) {
        this.symbol = symbol;
        this.want = want;
    }

    /** A price in its JSON form, as it was written at some time. Immutable, as long as nobody writes to the bytes. */
    static final class Encoded {

        private final Price price;
        private final long at;
        private final byte[] json;

        /**
         * Keeps the bytes as they are.
         *
         * @param price which price
         * @param at when it was written, in milliseconds since 1970
         * @param json UTF-8, one object
         */
        Encoded(Price price, long at, byte[] json) {
            this.price = price;
            this.at = at;
            this.json = json;
        }

        boolean isOf(Price asked) {
            return price.equals(asked);
        }

        long at() {
            return at;
        }

        byte[] json() {
            return json;
        }
    }

    Symbol symbol() {
        return symbol;
    }

    /** Null while no price is known. */
    @Nullable
    Price newest() {
        return newest;
    }

    /** Takes a price unless a later one is known: the bus may tell of two at once. */
    synchronized void offer(Price price) {
        Price known = newest;
        if (known == null || price.isAfter(known.epoch(), known.seq())) {
            newest = price;
        }
    }

    /** The whole quote as it was last written for some client, or null. */
    @Nullable
    Encoded whole() {
        return whole;
    }

    void keepWhole(Encoded encoded) {
        whole = encoded;
    }

    /** What changes with each price, as it was last written for some client, or null. */
    @Nullable
    Encoded change() {
        return change;
    }

    void keepChange(Encoded encoded) {
        change = encoded;
    }

    void joined() {
        listeners++;
    }

    /** Whether that was the last one; then the price is not wanted any more. */
    boolean isDeserted() {
        if (--listeners > 0) {
            return false;
        }
        want.close();
        return true;
    }
}
