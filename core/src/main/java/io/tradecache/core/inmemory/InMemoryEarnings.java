package io.tradecache.core.inmemory;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.EarningsReport;
import io.tradecache.core.port.EarningsStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Keeps dates of earnings in memory. Thread-safe. */
public final class InMemoryEarnings implements EarningsStore {

    private final Set<EarningsReport> kept = ConcurrentHashMap.newKeySet();

    /** Knows of no report yet. */
    public InMemoryEarnings() {}

    @Override
    public Set<Symbol> reportingOn(Collection<Symbol> symbols, LocalDate date) {
        return symbols.stream()
                .filter(symbol -> kept.contains(new EarningsReport(symbol, date)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void save(Collection<EarningsReport> reports) {
        kept.addAll(reports);
    }
}
