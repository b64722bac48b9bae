package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.EventBus.Subscription;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceInterest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which prices somebody on this node wants to be kept fresh: each symbol as long as one of them does. Thread-safe. */
public final class PriceWants {

    private final Map<Symbol, Integer> counts = new HashMap<>();
    private final PriceInterest interest;
    private volatile boolean changed;

    /**
     * Nothing is wanted yet.
     *
     * @param interest what the other nodes are told by
     */
    public PriceWants(PriceInterest interest) {
        this.interest = interest;
    }

    /**
     * Wants prices from now on.
     *
     * @param symbols whose prices
     * @return ends the wanting when closed; closing it twice does no harm
     */
    public Subscription want(Set<Symbol> symbols) {
        Set<Symbol> mine = Set.copyOf(symbols);
        count(mine, 1);
        AtomicBoolean open = new AtomicBoolean(true);
        return () -> {
            if (open.getAndSet(false)) {
                count(mine, -1);
            }
        };
    }

    /**
     * Whether other symbols are wanted than were declared last.
     *
     * @return true until the next {@link #declare}
     */
    public boolean isChanged() {
        return changed;
    }

    /**
     * Tells the other nodes. To be called when {@link #isChanged} says so, and every few seconds.
     *
     * @throws PortException when they cannot be told; the change is then still to be declared
     */
    public void declare() {
        Set<Symbol> symbols;
        synchronized (this) {
            symbols = Set.copyOf(counts.keySet());
            changed = false;
        }
        try {
            interest.want(symbols);
        } catch (PortException e) {
            changed = true;
            throw e;
        }
    }

    private synchronized void count(Set<Symbol> symbols, int by) {
        for (Symbol symbol : symbols) {
            int before = counts.getOrDefault(symbol, 0);
            int after = before + by;
            if (after == 0) {
                counts.remove(symbol);
            } else {
                counts.put(symbol, after);
            }
            changed |= before == 0 || after == 0;
        }
    }
}
