package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Alpaca's trades, and what becomes of them when they are corrected or cancelled. Not thread-safe. */
final class AlpacaTrades {

    private static final String SOURCE = "alpaca";

    private final Line line;
    private final Clock clock;
    private final Runnable coverChanged;
    private final Map<Symbol, Long> last = new HashMap<>();
    private final Set<Symbol> cancelled = new HashSet<>();

    /**
     * Begins without trades.
     *
     * @param coverChanged is run when symbols become, or cease to be, cancelled
     */
    AlpacaTrades(Line line, Clock clock, Runnable coverChanged) {
        this.line = line;
        this.coverChanged = coverChanged;
        this.clock = clock;
    }

    /** Symbols whose last trade was cancelled: what they cost now, only a fetch can tell. */
    Set<Symbol> cancelled() {
        return cancelled;
    }

    /** A trade took place. */
    void traded(JsonNode message) {
        state(wanted(message), message.path("p"), message.path("i"), message);
    }

    /** A trade was not as it was told. Of an earlier one than the last, that says nothing about the price now. */
    void corrected(JsonNode message) {
        state(
                wanted(message).filter(symbol -> isLast(symbol, message.path("oi"))),
                message.path("cp"),
                message.path("ci"),
                message);
    }

    /** A trade did not take place. */
    void cancelled(JsonNode message) {
        Optional<Symbol> symbol = wanted(message).filter(named -> isLast(named, message.path("i")));
        if (symbol.isEmpty()) {
            line.skip();
        } else if (cancelled.add(symbol.get())) {
            coverChanged.run();
        }
    }

    private void state(Optional<Symbol> symbol, JsonNode number, JsonNode trade, JsonNode message) {
        Optional<BigDecimal> price = ProviderJson.price(number);
        Optional<Instant> time = ProviderJson.time(message.path("t"));
        if (symbol.isEmpty() || price.isEmpty() || time.isEmpty()) {
            line.skip();
            return;
        }
        last.put(symbol.get(), trade.asLong());
        Instant at = time.get();
        line.state(new Quote(symbol.get(), null, price.get(), null, null, at, at, clock.instant(), SOURCE));
        if (cancelled.remove(symbol.get())) {
            coverChanged.run();
        }
    }

    private Optional<Symbol> wanted(JsonNode message) {
        return line.wanted(message.path("S").asText(""));
    }

    private boolean isLast(Symbol symbol, JsonNode trade) {
        Long id = last.get(symbol);
        return id != null && id == trade.asLong();
    }
}
