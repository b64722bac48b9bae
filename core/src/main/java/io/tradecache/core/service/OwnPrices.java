package io.tradecache.core.service;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.PriceTick;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which prices this node has published itself, so that it can tell them again. Thread-safe. */
final class OwnPrices {

    private static final int CAPACITY = 10_000;

    private final LivePrices live;
    private final Map<Symbol, Long> versions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Symbol, Long> eldest) {
            return size() > CAPACITY;
        }
    };

    OwnPrices(LivePrices live) {
        this.live = live;
    }

    synchronized void published(List<PriceTick> ticks) {
        ticks.forEach(tick -> versions.put(tick.quote().symbol(), tick.quote().version()));
    }

    /** Those that no other node has replaced, with the numbers that they were published under. */
    synchronized List<PriceTick> stillNewest() {
        return versions.entrySet().stream()
                .map(each ->
                        live.tick(each.getKey()).filter(tick -> tick.quote().version() == each.getValue()))
                .flatMap(Optional::stream)
                .toList();
    }
}
