package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one client listens to, and of each symbol which price it was sent last. What it is to be sent is looked up when
 * that is sent, so that it is the newest. Most of the work of a node is done here, so it walks over two arrays and touches
 * nothing else of symbols that have not changed. Not thread-safe; its session guards it.
 */
final class Subscriptions {

    private static final int FEW = 4;
    /** Where nothing was sent since the symbol was subscribed. */
    private static final int NOTHING = 0;

    private Topic[] topics = new Topic[FEW];
    /** The number of the price that was sent last, in its topic. */
    private int[] sent = new int[FEW];

    private int count;
    private int unsent;
    private int next;
    private int left;
    private long skipped;
    private boolean whole;

    List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>(count);
        for (int place = 0; place < count; place++) {
            symbols.add(topics[place].symbol());
        }
        return symbols;
    }

    /** Listens to one more symbol. False when it is listened to already: then its price is sent as if it were the first. */
    boolean add(Topic topic) {
        int known = place(topic.symbol());
        if (known >= 0) {
            forget(known);
            return false;
        }
        if (count == topics.length) {
            topics = Arrays.copyOf(topics, 2 * count);
            sent = Arrays.copyOf(sent, 2 * count);
        }
        topics[count] = topic;
        count++;
        unsent++;
        return true;
    }

    /** Listens to a symbol no more. Empty when it did not. */
    Optional<Topic> remove(Symbol symbol) {
        int place = place(symbol);
        if (place < 0) {
            return Optional.empty();
        }
        forget(place);
        unsent--;
        Topic removed = topics[place];
        int behind = count - place - 1;
        System.arraycopy(topics, place + 1, topics, place, behind);
        System.arraycopy(sent, place + 1, sent, place, behind);
        count--;
        sent[count] = NOTHING;
        next = count == 0 ? 0 : next % count;
        left = Math.min(left, count);
        return Optional.of(removed);
    }

    /** Listens to nothing any more. */
    List<Topic> removeAll() {
        List<Topic> removed = List.of(Arrays.copyOf(topics, count));
        topics = new Topic[FEW];
        sent = new int[FEW];
        count = 0;
        unsent = 0;
        next = 0;
        left = 0;
        return removed;
    }

    /** Each symbol may be sent once more, beginning behind the one that was sent last. */
    void beginTurn() {
        left = count;
    }

    /** Known prices of symbols of which nothing was sent since they were subscribed; they count as sent now. */
    List<Price> firsts(int most) {
        if (unsent == 0) {
            return List.of();
        }
        List<Price> prices = new ArrayList<>(Math.min(unsent, most));
        for (int place = 0; place < count && prices.size() < most; place++) {
            Topic.Numbered newest = topics[place].newest();
            if (sent[place] == NOTHING && newest != null) {
                sent[place] = newest.number();
                unsent--;
                prices.add(newest.price());
            }
        }
        return prices;
    }

    /** What has changed since it was sent last, as far as it is its turn; it counts as sent now. */
    List<Price> changed(int most) {
        List<Price> prices = List.of();
        whole = false;
        while (left > 0 && prices.size() < most) {
            int last = sent[next];
            Topic.Numbered newest = topics[next].newest();
            if (newest != null && last != NOTHING && newest.number() != last) {
                prices = prices.isEmpty() ? new ArrayList<>(Math.min(left, most)) : prices;
                prices.add(newest.price());
                whole |= newest.isNewToWhoWasSent(last);
                skipped += newest.number() - last - 1;
                sent[next] = newest.number();
            }
            next = next + 1 == count ? 0 : next + 1;
            left--;
        }
        return prices;
    }

    /** Whether the client does not know all of what was looked up last, even when it is told what has changed. */
    boolean isWhole() {
        return whole;
    }

    /** How many changes were passed over, since newer ones came before they could be sent; counts anew from now on. */
    long takeSkipped() {
        long since = skipped;
        skipped = 0;
        return since;
    }

    private int place(Symbol symbol) {
        for (int place = 0; place < count; place++) {
            if (topics[place].symbol().equals(symbol)) {
                return place;
            }
        }
        return -1;
    }

    private void forget(int place) {
        if (sent[place] != NOTHING) {
            sent[place] = NOTHING;
            unsent++;
        }
    }
}
