package io.tradecache.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.UserId;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Demand;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.model.watchlist.ItemId;
import io.tradecache.core.model.watchlist.ValuedItem;
import io.tradecache.core.model.watchlist.WatchlistId;
import io.tradecache.core.model.watchlist.WatchlistItem;
import io.tradecache.core.rules.Valuation;
import io.tradecache.core.service.PriceService;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows an item beside its newest price, judged at this moment. Thread-safe. */
final class LiveColumns {

    private static final Logger LOG = LoggerFactory.getLogger(LiveColumns.class);

    private final PriceService prices;

    LiveColumns(PriceService prices) {
        this.prices = prices;
    }

    /** An item with its live columns; {@code status} only where the item was just written. */
    record ItemView(
            ItemId itemId,
            WatchlistId watchlistId,
            UserId userId,
            Symbol stockSymbol,
            Symbol symbol,
            @Nullable String companyName,
            @Nullable BigDecimal currentPrice,
            @Nullable BigDecimal dailyChange,
            @Nullable BigDecimal dailyChangePct,
            @Nullable Long volume,
            @Nullable Instant asOf,
            @Nullable Freshness freshness,
            @Nullable BigDecimal distanceToTargetPct,
            @Nullable String notes,
            @Nullable BigDecimal targetHigh,
            @Nullable BigDecimal targetLow,
            int position,
            long version,
            Instant createdAt,
            Instant updatedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String status) {}

    /** The newest price of a symbol that is to be watched. No trouble with prices stands in the way of that. */
    Optional<Quote> latest(Symbol symbol) {
        try {
            return Optional.ofNullable(
                            prices.latest(List.of(symbol), Demand.ANY).get(symbol))
                    .map(Cached::value);
        } catch (RuntimeException e) {
            LOG.warn("no price beside a new item", e);
            return Optional.empty();
        }
    }

    /** An item that was just written, beside the price of its symbol, if that was to be had. */
    ItemView confirmed(WatchlistItem item, Optional<Quote> quote) {
        return view(Valuation.line(item, quote.orElse(null)), "confirmed");
    }

    ItemView of(ValuedItem line) {
        return view(line, null);
    }

    private ItemView view(ValuedItem line, @Nullable String status) {
        WatchlistItem item = line.item();
        Quote quote = line.quote();
        LiveQuote live = quote == null ? null : prices.judge(quote);
        return new ItemView(
                item.itemId(),
                item.watchlistId(),
                item.userId(),
                item.stockSymbol(),
                item.stockSymbol(),
                quote == null ? null : quote.companyName(),
                quote == null ? null : quote.price(),
                quote == null ? null : quote.change().orElse(null),
                quote == null ? null : quote.changePct().orElse(null),
                quote == null ? null : quote.volume(),
                quote == null ? null : quote.asOf(),
                live == null ? null : live.freshness(),
                line.distanceToTargetPct(),
                item.notes(),
                item.targetHigh(),
                item.targetLow(),
                item.position(),
                item.version(),
                item.createdAt(),
                item.updatedAt(),
                status);
    }
}
