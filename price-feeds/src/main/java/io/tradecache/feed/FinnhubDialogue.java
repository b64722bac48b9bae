package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finnhub's language: each symbol is asked for by itself and never confirmed, trades come in bundles, and errors do not say
 * which request they mean. Not thread-safe.
 */
final class FinnhubDialogue implements Dialogue {

    private static final String SOURCE = "finnhub";

    private final Line line;
    private final Clock clock;
    private final Duration pace;

    /** What is asked for and was not refused, the newest last. */
    private final Deque<Symbol> asked = new ArrayDeque<>();

    private final Set<Symbol> refused = new HashSet<>();
    private boolean pacing;
    private boolean full;

    FinnhubDialogue(Line line, FinnhubSettings settings, Clock clock) {
        this.line = line;
        this.clock = clock;
        this.pace = Duration.ofSeconds(1).dividedBy(settings.subscribesPerSecond());
    }

    @Override
    public void opened() {
        line.live("connected");
        askNext();
    }

    @Override
    public void wantedChanged() {
        if (!pacing) {
            askNext();
        }
    }

    @Override
    public void heard(JsonNode message) {
        switch (message.path("type").asText("")) {
            case "trade" -> traded(message.path("data"));
            case "ping" -> {
                // That it came has been noticed already, and an answer would be of no use.
            }
            case "error" -> failed(message.path("msg").asText(""));
            default -> line.skip();
        }
    }

    /** One request at a time, at a pace that the provider bears. What is not wanted any more goes first. */
    private void askNext() {
        Set<Symbol> wanted = line.wanted();
        Optional<Symbol> drop =
                asked.stream().filter(symbol -> !wanted.contains(symbol)).findFirst();
        Optional<Symbol> add = full
                ? Optional.empty()
                : wanted.stream()
                        .filter(symbol -> !asked.contains(symbol) && !refused.contains(symbol))
                        .findFirst();
        if (drop.isPresent()) {
            asked.remove(drop.get());
            refused.clear();
            full = false;
            say("unsubscribe", drop.get());
        } else if (add.isPresent()) {
            asked.addLast(add.get());
            say("subscribe", add.get());
        }
        line.cover(Set.copyOf(asked));
        pacing = drop.isPresent() || add.isPresent();
        if (pacing) {
            line.after(pace, this::askNext);
        }
    }

    private void say(String type, Symbol symbol) {
        line.say(ProviderJson.MAPPER.createObjectNode().put("type", type).put("symbol", symbol.value()));
    }

    /**
     * An error means that the provider will not send a symbol, which its text may name. Else there are too many, and each
     * symbol beyond the limit has an error of its own: the last ones asked for are given up, one for each, and no more are
     * asked for until one of the others is not wanted any more.
     */
    private void failed(String message) {
        line.note(message);
        List<String> words = List.of(message.split("[^A-Z0-9.\\-=^]+"));
        Optional<Symbol> named =
                asked.stream().filter(symbol -> words.contains(symbol.value())).findFirst();
        full = full || named.isEmpty();
        named.or(() -> Optional.ofNullable(asked.peekLast())).ifPresent(symbol -> {
            asked.remove(symbol);
            refused.add(symbol);
            line.cover(Set.copyOf(asked));
        });
    }

    /** Of a symbol's trades in one bundle the latest counts, and of those of one time the last. */
    private void traded(JsonNode trades) {
        Map<Symbol, Quote> latest = new LinkedHashMap<>();
        for (JsonNode trade : trades) {
            Optional<Quote> quote = quote(trade);
            if (quote.isEmpty()) {
                line.skip();
            } else {
                latest.merge(
                        quote.get().symbol(),
                        quote.get(),
                        (one, other) -> other.asOf().isBefore(one.asOf()) ? one : other);
            }
        }
        latest.values().forEach(line::state);
    }

    /** A volume of zero is a price without a trade. */
    private Optional<Quote> quote(JsonNode trade) {
        Optional<Symbol> symbol = line.wanted(trade.path("s").asText(""));
        Optional<BigDecimal> price = ProviderJson.price(trade.path("p"));
        long millis = trade.path("t").asLong();
        if (symbol.isEmpty() || price.isEmpty() || millis <= 0) {
            return Optional.empty();
        }
        Instant at = Instant.ofEpochMilli(millis);
        boolean traded = trade.path("v").decimalValue().signum() > 0;
        return Optional.of(new Quote(
                symbol.get(), null, price.get(), null, null, at, traded ? at : null, clock.instant(), SOURCE));
    }
}
