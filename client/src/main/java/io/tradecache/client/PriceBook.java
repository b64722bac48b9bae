package io.tradecache.client;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The latest price of each symbol, and since when nobody answers for it. Thread-safe; one thread writes. */
final class PriceBook {

    private static final long ANSWERED_FOR = Long.MAX_VALUE;

    private final Map<String, Held> prices = new ConcurrentHashMap<>();

    /**
     * A price as it is held.
     *
     * @param doubtfulSince when the connection was lost that it came by, unless it was told of again since
     */
    private record Held(Price price, long doubtfulSince) {}

    /**
     * Takes a whole price, unless it is not later than the one that is held.
     *
     * @return what is new, or empty
     */
    Optional<Price> take(Price price) {
        Held held = prices.get(price.symbol());
        if (held == null || price.isAfter(held.price)) {
            prices.put(price.symbol(), new Held(price, ANSWERED_FOR));
            return Optional.of(price);
        }
        // Told of again: it may be judged differently now.
        prices.put(
                price.symbol(),
                new Held(price.isSameAs(held.price) ? held.price.judgedAs(price) : held.price, ANSWERED_FOR));
        return Optional.empty();
    }

    /** Takes a change, which is told with fewer fields. */
    Optional<Price> takeChange(Price change) {
        Held held = prices.get(change.symbol());
        return held == null ? take(change) : takeLater(change.completedBy(held.price), held);
    }

    private Optional<Price> takeLater(Price price, Held held) {
        boolean later = price.isAfter(held.price);
        prices.put(price.symbol(), new Held(later ? price : held.price, ANSWERED_FOR));
        return later ? Optional.of(price) : Optional.empty();
    }

    void forget(String symbol) {
        prices.remove(symbol);
    }

    /** Nobody answers for the prices since some time. */
    void doubtAll(long sinceMillis) {
        prices.replaceAll((symbol, held) -> new Held(held.price, Math.min(held.doubtfulSince, sinceMillis)));
    }

    @Nullable
    Price latest(String symbol) {
        Held held = prices.get(symbol);
        return held == null ? null : held.price;
    }

    Map<String, Price> all() {
        Map<String, Price> all = new TreeMap<>();
        prices.forEach((symbol, held) -> all.put(symbol, held.price));
        return all;
    }

    /** Whether a price is unknown, or in doubt since before some time, or called stale by the server. */
    boolean isStale(String symbol, long trustedSinceMillis) {
        Held held = prices.get(symbol);
        return held == null || held.doubtfulSince < trustedSinceMillis || held.price.isCalledStale();
    }
}
