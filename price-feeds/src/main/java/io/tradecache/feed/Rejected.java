package io.tradecache.feed;

import io.tradecache.core.model.Symbol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Symbols that spoil a whole call and so are not asked for again for an hour: to find one takes a dozen calls. Thread-safe.
 */
final class Rejected {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final Clock clock;

    /** In the order of their times, the oldest first. */
    private final Map<Symbol, Instant> since = new LinkedHashMap<>();

    Rejected(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Symbol symbol) {
        since.remove(symbol);
        since.put(symbol, clock.instant());
        if (since.size() > MOST) {
            since.remove(since.keySet().iterator().next());
        }
    }

    /** The symbols that may be asked for, in the same order. */
    synchronized List<Symbol> without(Collection<Symbol> symbols) {
        Instant oldest = clock.instant().minus(KEPT);
        since.values().removeIf(moment -> moment.isBefore(oldest));
        return symbols.stream().filter(symbol -> !since.containsKey(symbol)).toList();
    }
}
