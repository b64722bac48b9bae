package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.EventBus.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One symbol that somebody listens to, with its newest price. A new price costs the same whether one client listens or
 * ten thousand do: they look for it when their turn comes. Thread-safe.
 */
final class Topic {

    private final Symbol symbol;
    private final Subscription want;
    private final Function<Quote, LiveQuote> judge;
    private volatile @Nullable Numbered newest;
    private boolean lookedUp;
    /** How many clients listen; changed under the lock of the hub's map. */
    private final AtomicInteger listeners = new AtomicInteger();

    /**
     * Nobody listens yet.
     *
     * @param want closed when the last one has left
     * @param judge says what may be said of a quote now
     */
    Topic(Symbol symbol, Subscription want, Function<Quote, LiveQuote> judge) {
        this.symbol = symbol;
        this.want = want;
        this.judge = judge;
    }

    /**
     * A price, and the how manyth of its topic it is; never 0, although numbers begin anew after some billions. What a
     * client was sent is remembered by the number: a reference from each client to each new price would keep the garbage
     * collector busier than all the rest of the fan-out.
     *
     * @param wholeSince the number of the price since which nothing has changed but what changes with every price
     * @param freshness as those know it who were sent the price; a live price and a change are taken for fresh
     */
    record Numbered(Price price, int number, int wholeSince, Freshness freshness) {

        private Numbered next(Price later, Freshness judged) {
            int next = number == -1 ? 1 : number + 1;
            boolean plain = later.isPlainChangeOf(price) && isFresh() && judged == Freshness.FRESH;
            return new Numbered(later, next, plain ? wholeSince : next, judged);
        }

        private boolean isFresh() {
            return freshness == Freshness.FRESH;
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
            newest = new Numbered(price, 1, 1, judged(price));
        } else if (price.isAfter(known.price)) {
            newest = known.next(price.numberedAfter(known.price), judged(price));
        }
    }

    /** Whether the price is to be read, since none is known, or since it was not read for the first who listens; once. */
    synchronized boolean takeUnread() {
        boolean unread = !lookedUp || newest == null;
        lookedUp = true;
        return unread;
    }

    /** Looks how fresh the price still is; when that is not what its listeners know, it counts as a new one. */
    synchronized void judge() {
        Numbered known = newest;
        if (known != null) {
            Freshness judged = judged(known.price);
            newest = judged == known.freshness ? known : known.next(known.price.unwritten(), judged);
        }
    }

    private Freshness judged(Price price) {
        Freshness judged = judge.apply(price.quote()).freshness();
        return judged == Freshness.LIVE ? Freshness.FRESH : judged;
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
