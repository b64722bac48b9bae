package io.tradecache.http;

import static io.tradecache.http.FieldReader.list;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.service.PriceRefreshing;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes prices that are stated by hand, and brings them to everybody. Thread-safe. */
final class ManualPriceRoutes {

    private static final String SOURCE = "manual";

    private static final FieldReader<Instant> INSTANT = (field, node) -> {
        try {
            return Instant.parse(FieldReader.string(field, node));
        } catch (DateTimeException e) {
            throw new InvalidFieldException(field, "must be a time in UTC, such as 2026-11-27T14:30:00Z");
        }
    };

    private static final FieldReader<Long> VOLUME = (field, node) -> {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
            throw new InvalidFieldException(field, "must be a whole number, zero or above");
        }
        return node.longValue();
    };

    private final PriceRefreshing refreshing;
    private final Consumer<Quote> feed;
    private final Bodies bodies;
    private final Answers answers;
    private final Clock clock;

    ManualPriceRoutes(PriceRefreshing refreshing, Consumer<Quote> feed, Bodies bodies, Answers answers, Clock clock) {
        this.refreshing = refreshing;
        this.feed = feed;
        this.bodies = bodies;
        this.answers = answers;
        this.clock = clock;
    }

    void register(RoutesConfig routes) {
        routes.post(Routing.API + "/admin/feed/prices", this::state, Audience.ADMINISTRATORS);
    }

    private void state(Context ctx) {
        RequestBody body = bodies.read(ctx);
        Field<List<JsonNode>> entries = body.required("prices", list((field, node) -> node));
        body.close(Set.of());
        if (entries.value().isEmpty() || entries.value().size() > PriceRoutes.MOST_SYMBOLS) {
            throw new InvalidFieldException("prices", "must state 1 to " + PriceRoutes.MOST_SYMBOLS + " prices");
        }
        List<Quote> quotes = quotes(entries.value());
        quotes.forEach(feed);
        List<OutcomeView> results = new ArrayList<>();
        refreshing.state(quotes).forEach((symbol, outcome) -> results.add(OutcomeView.of(symbol, outcome)));
        answers.fresh(ctx, new Refetched(results));
    }

    private List<Quote> quotes(List<JsonNode> entries) {
        Set<Symbol> stated = new HashSet<>();
        return EntryList.read("prices", entries, entry -> {
            Quote quote = quote(entry);
            if (!stated.add(quote.symbol())) {
                throw new InvalidFieldException("symbol", "must stand once, and " + quote.symbol() + " does twice");
            }
            return quote;
        });
    }

    private Quote quote(RequestBody body) {
        Field<Symbol> symbol = body.required("symbol", FieldReader.SYMBOL);
        Field<BigDecimal> price = body.required("price", FieldReader.amount(Amount.PRICE));
        Field<Long> volume = body.optional("volume", VOLUME);
        Field<Instant> asOf = body.optional("as_of", INSTANT);
        body.close(Set.of());
        Instant now = clock.instant();
        Instant at = asOf.orNull() == null ? now : asOf.orNull();
        if (at.isAfter(now)) {
            throw new InvalidFieldException("as_of", "must not be in the future");
        }
        if (at.isBefore(Instant.EPOCH)) {
            throw new InvalidFieldException("as_of", "must not be before 1970");
        }
        return new Quote(symbol.value(), null, price.value(), null, volume.orNull(), at, at, now, SOURCE);
    }
}
