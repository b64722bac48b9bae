package io.tradecache.http;

import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.MarketCalendar;
import io.tradecache.core.service.PriceService;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be said, when it is handed out, of something made from several quotes: it is as fresh as its worst part and as
 * old as its oldest. Immutable.
 *
 * @param freshness of the worst part; null when no part has a price
 * @param asOf of the oldest part; null likewise
 * @param marketState what the market is doing now
 */
record Moment(@Nullable Freshness freshness, @Nullable Instant asOf, MarketPhase marketState) {

    /** Makes moments out of quotes. Thread-safe. */
    record Judge(PriceService prices, MarketCalendar calendar, Clock clock) {

        LiveQuote of(Quote quote) {
            return prices.judge(quote);
        }

        Moment of(Collection<Quote> quotes) {
            List<LiveQuote> live = quotes.stream().map(prices::judge).toList();
            return new Moment(
                    live.stream()
                            .map(LiveQuote::freshness)
                            .reduce(Freshness::orWorse)
                            .orElse(null),
                    quotes.stream()
                            .map(Quote::asOf)
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    calendar.phaseAt(clock.instant()));
        }
    }
}
