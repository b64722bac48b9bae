package io.tradecache.http;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A quote as answers show it; {@code stale} says that the price feed failed and this is the last price known. */
record QuoteView(
        Symbol symbol,
        @Nullable String companyName,
        BigDecimal price,
        @Nullable BigDecimal previousClose,
        @Nullable BigDecimal change,
        @Nullable BigDecimal changePct,
        @Nullable Long volume,
        Instant asOf,
        @Nullable Instant tradedAt,
        Instant receivedAt,
        String source,
        MarketPhase marketState,
        Freshness freshness,
        long ageMs,
        boolean stale) {

    static QuoteView from(Cached<LiveQuote> cached) {
        LiveQuote live = cached.value();
        Quote quote = live.quote();
        return new QuoteView(
                quote.symbol(),
                quote.companyName(),
                quote.price(),
                quote.previousClose(),
                quote.change().orElse(null),
                quote.changePct().orElse(null),
                quote.volume(),
                quote.asOf(),
                quote.tradedAt(),
                quote.receivedAt(),
                quote.source(),
                live.marketState(),
                live.freshness(),
                live.age().toMillis(),
                cached.source() == Source.STALE);
    }
}
