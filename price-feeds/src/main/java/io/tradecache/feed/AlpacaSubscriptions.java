package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.core.model.Symbol;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings what Alpaca sends into line with what is wanted: asks for the difference, one request at a time, and believes only
 * what Alpaca confirms. When not all symbols fit, it finds out how many do. Not thread-safe.
 */
final class AlpacaSubscriptions {

    private static final int MOST_AT_ONCE = 500;

    private final Line line;
    private final Duration patience;
    private final Set<Symbol> refused = new HashSet<>();
    private Set<Symbol> confirmed = Set.of();
    private Request pending = Request.NONE;
    private int requests;
    private int most = MOST_AT_ONCE;
    private int capacity = Integer.MAX_VALUE;

    /**
     * Begins with nothing subscribed.
     *
     * @param patience for an answer to a request
     */
    AlpacaSubscriptions(Line line, Duration patience) {
        this.line = line;
        this.patience = patience;
    }

    /**
     * What was asked for and not answered yet.
     *
     * @param more whether the symbols were to be added; else they were to be dropped
     */
    private record Request(boolean more, List<Symbol> symbols) {
        static final Request NONE = new Request(true, List.of());

        boolean isNone() {
            return symbols.isEmpty();
        }
    }

    /** What Alpaca sends now. */
    Set<Symbol> confirmed() {
        return confirmed;
    }

    /**
     * Asks for what is wanted and missing, unless a request is under way.
     *
     * @return whether a request is under way now
     */
    boolean reconcile() {
        if (pending.isNone()) {
            List<Symbol> drop = confirmed.stream()
                    .filter(symbol -> !line.wanted().contains(symbol))
                    .limit(MOST_AT_ONCE)
                    .toList();
            List<Symbol> add = line.wanted().stream()
                    .filter(symbol -> !confirmed.contains(symbol) && !refused.contains(symbol))
                    .limit(Math.min(most, Math.max(0, capacity - confirmed.size())))
                    .toList();
            if (!drop.isEmpty()) {
                ask(new Request(false, drop));
            } else if (!add.isEmpty()) {
                ask(new Request(true, add));
            }
        }
        return !pending.isNone();
    }

    /**
     * Alpaca's confirmation, which names all that it sends, and not only what was asked for last. A symbol that it sends
     * although it is not wanted any more is confirmed too, and so dropped next.
     */
    void confirmed(JsonNode names) {
        Set<String> sent = new HashSet<>();
        names.forEach(name -> sent.add(name.asText("")));
        Set<Symbol> all = new LinkedHashSet<>(confirmed);
        all.addAll(pending.symbols);
        all.removeIf(symbol -> !sent.contains(symbol.value()));
        if (pending.more) {
            pending.symbols.stream().filter(symbol -> !all.contains(symbol)).forEach(refused::add);
        } else {
            // Believed without confirmation, or it would be asked for again and again.
            pending.symbols.forEach(all::remove);
        }
        confirmed = all;
        pending = Request.NONE;
        reconcile();
    }

    /** The last request would have gone beyond the account's limit, and changed nothing: half of it may fit. */
    void tooMany() {
        int asked = pending.symbols.size();
        pending = Request.NONE;
        if (asked > 1) {
            most = asked / 2;
        } else {
            capacity = confirmed.size();
            most = MOST_AT_ONCE;
            line.note("no more than " + capacity + " symbols are allowed; the others have to be fetched");
        }
        reconcile();
    }

    /** The last request was not understood, and is not made again. */
    void refused() {
        refused.addAll(pending.symbols);
        pending = Request.NONE;
        reconcile();
    }

    private void ask(Request request) {
        pending = request;
        int mine = ++requests;
        ObjectNode message =
                ProviderJson.MAPPER.createObjectNode().put("action", request.more ? "subscribe" : "unsubscribe");
        names(request.symbols).forEach(message.putArray("trades")::add);
        line.say(message);
        line.after(patience, () -> {
            if (!pending.isNone() && requests == mine) {
                line.fail("no answer to a subscription within " + patience);
            }
        });
    }

    private static List<String> names(Collection<Symbol> symbols) {
        return symbols.stream().map(Symbol::value).toList();
    }
}
