package io.tradecache.core.port;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where daily bars are kept. Every method throws {@link PortException} when the store cannot serve it. Thread-safe. */
public interface PriceHistory {

    /**
     * The bars of several symbols.
     *
     * @param symbols whose bars
     * @param from the first date, inclusive
     * @param to the date behind the last, exclusive
     * @return for each symbol that has any, its bars in ascending order of date
     */
    Map<Symbol, List<DailyBar>> bars(Collection<Symbol> symbols, LocalDate from, LocalDate to);

    /**
     * Keeps bars, all or none. A bar takes the place of the one of its symbol and date, except that a complete bar never
     * gives way to an incomplete one.
     *
     * @param bars the bars
     */
    void save(Collection<DailyBar> bars);
}
