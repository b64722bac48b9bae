package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.EventBus.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One symbol that somebody listens to, with its newest price. A new price costs the same whether one client listens or
 * ten thousand do: they look for it when their turn comes. Thread-safe.
 */
final class Topic {

    private final Symbol symbol;
    private final Subscription want;
    private volatile @Nullable Numbered newest;
    /** How many clients listen; changed under the lock of the hub's map. */
    private final AtomicInteger listeners = new AtomicInteger();

    /**
     * Nobody listens yet.
     *
     * @param want closed when the last one has left
     */
    Topic(Symbol symbol, Subscription want) {
        this.symbol = symbol;
        this.want = want;
    }

    /**
     * A price, and the how manyth of its topic it is; never 0, although numbers begin anew after some billions. What a
     * client was sent is remembered by the number: a reference from each client to each new price would keep the garbage
     * collector busier than all the rest of the fan-out.
     *
     * @param wholeSince the number of the price since which nothing has changed but what changes with every price
     */
    record Numbered(Price price, int number, int wholeSince) {

        private Numbered next(Price later) {
            int next = number == -1 ? 1 : number + 1;
            return new Numbered(later, next, later.isPlainChangeOf(price) ? wholeSince : next);
        }

        /** Whether who was sent a price before must be told the whole of this one. */
        boolean isNewToWhoWasSent(int before) {
            return before - wholeSince < 0;
        }
    }

    Symbol symbol() {
        return symbol;
    }

    /** Null while no price is known. */
    @Nullable
    Numbered newest() {
        return newest;
    }

    /** Takes a price unless a later one is known: the bus may tell of two at once. */
    synchronized void offer(Price price) {
        Numbered known = newest;
        if (known == null) {
            newest = new Numbered(price, 1, 1);
        } else if (price.isAfter(known.price())) {
            newest = known.next(price);
        }
    }

    int listeners() {
        return listeners.get();
    }

    void joined() {
        listeners.incrementAndGet();
    }

    /** Whether that was the last one; then the price is not wanted any more. */
    boolean isDeserted() {
        if (listeners.decrementAndGet() > 0) {
            return false;
        }
        want.close();
        return true;
    }
}
