package io.tradecache.core.inmemory;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.port.PriceInterest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the nodes of one process want to be kept fresh. Thread-safe. */
public final class InMemoryPriceInterest {

    private final Clock clock;
    private final Map<String, Wants> wants = new HashMap<>();

    /**
     * Nobody wants anything yet.
     *
     * @param clock what terms are measured by
     */
    public InMemoryPriceInterest(Clock clock) {
        this.clock = clock;
    }

    /**
     * What a node says its wants by.
     *
     * @param node its name, unlike all others
     * @return the interest as this node sees it
     */
    public PriceInterest of(String node) {
        return new Member(this, node);
    }

    private synchronized void want(String node, Set<Symbol> symbols) {
        wants.put(node, new Wants(Set.copyOf(symbols), clock.instant().plus(PriceInterest.TERM)));
    }

    private synchronized Set<Symbol> all() {
        Instant now = clock.instant();
        wants.values().removeIf(each -> !now.isBefore(each.until));
        return wants.values().stream().flatMap(each -> each.symbols.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private record Wants(Set<Symbol> symbols, Instant until) {}

    private static final class Member implements PriceInterest {
        private final InMemoryPriceInterest everybody;
        private final String node;

        Member(InMemoryPriceInterest everybody, String node) {
            this.everybody = everybody;
            this.node = node;
        }

        @Override
        public void want(Set<Symbol> symbols) {
            everybody.want(node, symbols);
        }

        @Override
        public Set<Symbol> all() {
            return everybody.all();
        }
    }
}
