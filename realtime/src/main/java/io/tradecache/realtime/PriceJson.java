package io.tradecache.realtime;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.market.MarketPhase;
import io.tradecache.core.model.price.Freshness;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.Quote;
import io.tradecache.json.Codec;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes prices as JSON, each once for all clients that are sent it at about the same time. Thread-safe. */
final class PriceJson {

    /** So long ago a price may have been judged when it is sent. */
    private static final long JUDGEMENT_HOLDS_MILLIS = 100;

    private final Codec codec;
    private final Function<Quote, LiveQuote> judge;
    private final Clock clock;
    private final SentAt sentAt = new SentAt();

    /**
     * Writes with a codec.
     *
     * @param judge says what may be said of a quote now
     * @param clock the present
     */
    PriceJson(Codec codec, Function<Quote, LiveQuote> judge, Clock clock) {
        this.codec = codec;
        this.judge = judge;
        this.clock = clock;
    }

    /** A quote as clients see it; the epoch is a text, since JavaScript has no numbers that large. */
    record Whole(
            Symbol symbol,
            BigDecimal price,
            @Nullable BigDecimal previousClose,
            @Nullable BigDecimal change,
            @Nullable BigDecimal changePct,
            @Nullable Long volume,
            Instant asOf,
            Instant receivedAt,
            long seq,
            String epoch,
            String source,
            MarketPhase marketState,
            Freshness freshness) {

        static Whole of(Price price, LiveQuote live) {
            Quote quote = price.quote();
            return new Whole(
                    quote.symbol(),
                    quote.price(),
                    quote.previousClose(),
                    quote.change().orElse(null),
                    quote.changePct().orElse(null),
                    quote.volume(),
                    quote.asOf(),
                    quote.receivedAt(),
                    price.seq(),
                    Long.toString(price.epoch()),
                    quote.source(),
                    live.marketState(),
                    live.freshness());
        }
    }

    /** What changes with every price of a symbol. */
    record Change(
            Symbol symbol,
            BigDecimal price,
            @Nullable BigDecimal change,
            @Nullable BigDecimal changePct,
            @Nullable Long volume,
            Instant asOf,
            long seq) {

        static Change of(Price price) {
            Quote quote = price.quote();
            return new Change(
                    quote.symbol(),
                    quote.price(),
                    quote.change().orElse(null),
                    quote.changePct().orElse(null),
                    quote.volume(),
                    quote.asOf(),
                    price.seq());
        }
    }

    /** The whole quote, judged now. */
    byte[] whole(Price price) {
        long now = clock.millis();
        Price.Judged known = price.whole();
        if (known != null && Math.abs(now - known.at()) < JUDGEMENT_HOLDS_MILLIS) {
            return known.json();
        }
        byte[] json = codec.encode(Whole.of(price, judge.apply(price.quote())));
        price.keepWhole(new Price.Judged(now, json));
        return json;
    }

    /** What changed of the quote. */
    byte[] change(Price price) {
        byte[] known = price.change();
        if (known != null) {
            return known;
        }
        byte[] json = codec.encode(Change.of(price));
        price.keepChange(json);
        return json;
    }

    /** The present as a text without quotation marks. */
    byte[] now() {
        return sentAt.text(clock.instant());
    }

    /** Any other frame. */
    byte[] frame(Object frame) {
        return codec.encode(frame);
    }
}
