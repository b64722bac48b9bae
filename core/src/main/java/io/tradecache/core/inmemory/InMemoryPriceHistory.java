package io.tradecache.core.inmemory;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import io.tradecache.core.port.PriceHistory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps daily bars in memory. Thread-safe. */
final class InMemoryPriceHistory implements PriceHistory {

    private final InMemoryDatabase database;

    InMemoryPriceHistory(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Map<Symbol, List<DailyBar>> bars(Collection<Symbol> symbols, LocalDate from, LocalDate to) {
        return database.read(tables -> {
            Map<Symbol, List<DailyBar>> found = new HashMap<>();
            for (Symbol symbol : new LinkedHashSet<>(symbols)) {
                NavigableMap<LocalDate, DailyBar> series = tables.bars.getOrDefault(symbol, new TreeMap<>());
                List<DailyBar> bars = from.isBefore(to)
                        ? List.copyOf(series.subMap(from, true, to, false).values())
                        : List.of();
                if (!bars.isEmpty()) {
                    found.put(symbol, bars);
                }
            }
            return found;
        });
    }

    @Override
    public void save(Collection<DailyBar> bars) {
        Map<Symbol, List<DailyBar>> bySymbol = new HashMap<>();
        bars.forEach(bar -> bySymbol.computeIfAbsent(bar.symbol(), symbol -> new ArrayList<>())
                .add(bar));
        database.write(tables -> {
            bySymbol.forEach((symbol, added) -> {
                NavigableMap<LocalDate, DailyBar> series =
                        new TreeMap<>(tables.bars.getOrDefault(symbol, new TreeMap<>()));
                added.forEach(bar -> series.merge(
                        bar.date(), bar, (kept, newer) -> kept.complete() && !newer.complete() ? kept : newer));
                tables.bars.put(symbol, series);
            });
            return bars.size();
        });
    }
}
