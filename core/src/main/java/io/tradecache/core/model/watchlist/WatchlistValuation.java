package io.tradecache.core.model.watchlist;

import io.tradecache.core.model.UserId;
import io.tradecache.core.model.price.Quote;
import java.util.List;
import java.util.Objects;

/**
 * A watchlist with the quotes of one moment. It remembers them, so that it is never handed out beside newer ones.
 * Immutable.
 *
 * @param watchlistId the watchlist
 * @param userId its owner
 * @param name its name
 * @param version the version of the watchlist that was read
 * @param items a line for each item, in the watchlist's order
 */
public record WatchlistValuation(
        WatchlistId watchlistId, UserId userId, String name, long version, List<ValuedItem> items) {

    /** Copies the list. */
    public WatchlistValuation {
        items = List.copyOf(items);
    }

    /**
     * The quotes that it was made from.
     *
     * @return one for each priced item
     */
    public List<Quote> quotes() {
        return items.stream().map(ValuedItem::quote).filter(Objects::nonNull).toList();
    }
}
