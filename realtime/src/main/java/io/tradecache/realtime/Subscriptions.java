package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.realtime.Dialect.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one client listens to, and of each symbol the number of the price that it was sent last. No price is kept here: it
 * is looked up when it is sent, so that it is the newest. Not thread-safe; its session guards it.
 */
final class Subscriptions {

    private final Map<Symbol, Subscribed> bySymbol = new LinkedHashMap<>();
    private List<Subscribed> inOrder = List.of();
    private int next;
    private int left;

    /** One symbol. */
    private static final class Subscribed {

        private final Topic topic;
        private boolean first = true;
        private long epoch = -1;
        private long seq;

        private Subscribed(Topic topic) {
            this.topic = topic;
        }

        private Line sent(Price price) {
            first = false;
            epoch = price.epoch();
            seq = price.seq();
            return new Line(topic, price);
        }
    }

    Collection<Symbol> symbols() {
        return bySymbol.keySet();
    }

    boolean contains(Symbol symbol) {
        return bySymbol.containsKey(symbol);
    }

    /** Listens to one more symbol. */
    void add(Topic topic) {
        bySymbol.put(topic.symbol(), new Subscribed(topic));
        reorder();
    }

    /** Listens to a symbol no more. Empty when it did not. */
    Optional<Topic> remove(Symbol symbol) {
        Subscribed removed = bySymbol.remove(symbol);
        reorder();
        return Optional.ofNullable(removed).map(subscribed -> subscribed.topic);
    }

    /** Listens to nothing any more. */
    List<Topic> removeAll() {
        List<Topic> topics =
                inOrder.stream().map(subscribed -> subscribed.topic).toList();
        bySymbol.clear();
        reorder();
        return topics;
    }

    /** The client asks for a symbol that it has already: it is sent its snapshot again. */
    void repeat(Symbol symbol) {
        Subscribed subscribed = bySymbol.get(symbol);
        if (subscribed != null) {
            subscribed.first = true;
        }
    }

    /** Each symbol may be sent once more, beginning behind the one that was sent last. */
    void beginTurn() {
        left = inOrder.size();
    }

    /** Known prices of symbols of which nothing was sent since they were subscribed; they count as sent now. */
    List<Line> firsts(int most) {
        List<Line> lines = new ArrayList<>();
        for (Subscribed subscribed : inOrder) {
            Price price = subscribed.topic.newest();
            if (subscribed.first && price != null && lines.size() < most) {
                lines.add(subscribed.sent(price));
            }
        }
        return lines;
    }

    /** What has changed since it was sent last, as far as it is its turn; it counts as sent now. */
    List<Line> changed(int most) {
        List<Line> lines = new ArrayList<>();
        while (left > 0 && lines.size() < most) {
            Subscribed subscribed = inOrder.get(next);
            next = (next + 1) % inOrder.size();
            left--;
            Price price = subscribed.topic.newest();
            if (!subscribed.first && price != null && price.isAfter(subscribed.epoch, subscribed.seq)) {
                lines.add(subscribed.sent(price));
            }
        }
        return lines;
    }

    private void reorder() {
        inOrder = List.copyOf(bySymbol.values());
        next = inOrder.isEmpty() ? 0 : next % inOrder.size();
        left = Math.min(left, inOrder.size());
    }
}
