package io.tradecache.http;

import static io.tradecache.http.FieldReader.list;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.cache.Cached;
import io.tradecache.core.model.cache.Source;
import io.tradecache.core.model.price.LiveQuote;
import io.tradecache.core.model.price.QuoteBatch;
import io.tradecache.core.model.price.QuoteBatch.Reason;
import io.tradecache.core.service.PriceRefreshing;
import io.tradecache.core.service.PriceRefreshing.Outcome;
import io.tradecache.core.service.PriceService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The newest prices, one or several at once. Thread-safe. */
final class PriceRoutes {

    /** How many symbols one request may ask for. */
    static final int MOST_SYMBOLS = 200;

    private final PriceService prices;
    private final PriceRefreshing refreshing;
    private final Bodies bodies;
    private final Answers answers;

    PriceRoutes(PriceService prices, PriceRefreshing refreshing, Bodies bodies, Answers answers) {
        this.prices = prices;
        this.refreshing = refreshing;
        this.bodies = bodies;
        this.answers = answers;
    }

    /** The answer to a question for several prices. */
    record Batch(List<QuoteView> prices, List<Refusal> errors) {}

    /** Why there is no price for something that was asked for. */
    record Refusal(String symbol, String code, String detail) {}

    void register(RoutesConfig routes) {
        Routing.get(routes, Routing.API + "/prices/{s}", this::one, Audience.USERS);
        String several = Routing.API + "/prices/real-time";
        String refresh = Routing.API + "/prices/refresh";
        Routing.reserve(routes, HandlerType.POST, several);
        Routing.reserve(routes, HandlerType.POST, refresh);
        routes.post(several, this::several, Audience.USERS);
        routes.post(refresh, this::refresh, Audience.USERS);
    }

    private void one(Context ctx) {
        Cached<LiveQuote> quote = prices.quote(new Symbol(ctx.pathParam("s")), ReadDemand.of(ctx));
        answers.quoted(ctx, quote.source(), QuoteView.from(quote));
    }

    private void refresh(Context ctx) {
        Map<String, Optional<Symbol>> wanted = wanted(ctx);
        Map<Symbol, Outcome> outcomes = refreshing.refetch(
                wanted.values().stream().flatMap(Optional::stream).toList());
        List<OutcomeView> results = new ArrayList<>();
        wanted.forEach((text, symbol) -> results.add(symbol.map(
                        known -> OutcomeView.of(known, outcomes.getOrDefault(known, Outcome.UNAVAILABLE)))
                .orElseGet(() -> new OutcomeView(text, "invalid_symbol"))));
        answers.fresh(ctx, new Refetched(results));
    }

    private Map<String, Optional<Symbol>> wanted(Context ctx) {
        RequestBody body = bodies.read(ctx);
        Field<List<String>> asked = body.required("symbols", list(FieldReader::string));
        body.close(Set.of());
        Map<String, Optional<Symbol>> wanted = distinct(asked.value());
        if (wanted.isEmpty() || wanted.size() > MOST_SYMBOLS) {
            throw new InvalidFieldException("symbols", "must name 1 to " + MOST_SYMBOLS + " symbols");
        }
        return wanted;
    }

    private void several(Context ctx) {
        Map<String, Optional<Symbol>> wanted = wanted(ctx);
        List<Symbol> symbols =
                wanted.values().stream().flatMap(Optional::stream).toList();
        QuoteBatch batch = prices.quotes(symbols, ReadDemand.of(ctx));
        List<Source> sources = batch.quotes().stream().map(Cached::source).toList();
        List<QuoteView> views = batch.quotes().stream().map(QuoteView::from).toList();
        answers.quoted(ctx, CacheStatus.worst(sources), new Batch(views, refusals(wanted, batch)));
    }

    /** What was asked for, each once and in its order; empty where it is not spelt as a symbol. */
    private static Map<String, Optional<Symbol>> distinct(List<String> asked) {
        Map<String, Optional<Symbol>> distinct = new LinkedHashMap<>();
        for (String text : asked) {
            try {
                Symbol symbol = new Symbol(text);
                distinct.put(symbol.value(), Optional.of(symbol));
            } catch (InvalidFieldException e) {
                distinct.put(text, Optional.empty());
            }
        }
        return distinct;
    }

    private static List<Refusal> refusals(Map<String, Optional<Symbol>> wanted, QuoteBatch batch) {
        Map<Symbol, Refusal> refused = new HashMap<>();
        batch.refused().forEach(each -> refused.put(each.symbol(), refusal(each)));
        List<Refusal> refusals = new ArrayList<>();
        wanted.forEach((text, symbol) -> {
            Refusal refusal = symbol.isEmpty()
                    ? new Refusal(text, "invalid_symbol", "A symbol has 1 to 15 of A-Z, 0-9, '.', '-', '=' and '^'")
                    : refused.get(symbol.get());
            if (refusal != null) {
                refusals.add(refusal);
            }
        });
        return refusals;
    }

    private static Refusal refusal(QuoteBatch.Refused refused) {
        String symbol = refused.symbol().value();
        return refused.reason() == Reason.UNKNOWN_SYMBOL
                ? new Refusal(symbol, "unknown_symbol", "The price feed does not know " + symbol)
                : new Refusal(symbol, "unavailable", "No price of " + symbol + " is available");
    }
}
