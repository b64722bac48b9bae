package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about symbols, each for one session and for a while. Bounded: the symbol that was not asked for
 * longest goes first. Thread-safe.
 */
final class SymbolMemory<V> {

    private static final int CAPACITY = 10_000;

    private final Map<Symbol, Fact<V>> facts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Symbol, Fact<V>> eldest) {
            return size() > CAPACITY;
        }
    };

    /** What is remembered of a symbol, unless it was of another session or is too old by now. */
    synchronized Optional<V> find(Symbol symbol, LocalDate session, Instant now) {
        return Optional.ofNullable(facts.get(symbol))
                .filter(fact -> fact.session.equals(session) && now.isBefore(fact.until))
                .map(Fact::value);
    }

    synchronized void keep(Symbol symbol, V value, LocalDate session, Instant until) {
        facts.put(symbol, new Fact<>(value, session, until));
    }

    private record Fact<V>(V value, LocalDate session, Instant until) {}
}
