package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Prices of US shares from Alpaca: snapshots over HTTP, trades over its stream. A snapshot is as of its last trade or its
 * last bid and ask, whichever came later: until then, Alpaca says, nobody traded at another price. A fetch that the
 * account's limit does not allow fails at once and says when to come again. Thread-safe.
 */
public final class AlpacaPriceFeed implements PriceFeed {

    private static final String NAME = "alpaca";
    private static final int BATCH_LIMIT = 100;

    private final AlpacaSettings settings;
    private final HttpClient client;
    private final ProviderFailures failures;
    private final ProviderApi api;
    private final Rejected rejected;
    private final Clock clock;

    /**
     * Makes a feed; nothing is connected yet.
     *
     * @param settings the account
     * @param clock the present
     */
    public AlpacaPriceFeed(AlpacaSettings settings, Clock clock) {
        this.settings = settings;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        this.failures = new ProviderFailures(NAME, List.of(settings.keyId(), settings.secret()));
        this.api = new ProviderApi(
                client,
                settings.restUrl(),
                Map.of("APCA-API-KEY-ID", settings.keyId(), "APCA-API-SECRET-KEY", settings.secret()),
                settings.timeout(),
                new Budget(clock, List.of(new Budget.Limit(settings.callsPerMinute(), Duration.ofMinutes(1)))),
                failures,
                clock);
        this.rejected = new Rejected(clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchLimit() {
        return BATCH_LIMIT;
    }

    @Override
    public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
        List<Symbol> asked = rejected.without(symbols);
        Map<Symbol, Quote> quotes = new HashMap<>();
        if (!asked.isEmpty()) {
            fetch(asked, quotes);
        }
        return quotes;
    }

    @Override
    public Optional<Stream> open(StreamListener listener) {
        URI uri = URI.create(settings.streamUrl() + "/" + settings.feed());
        return Optional.of(ProviderStream.open(
                new Provider(
                        NAME,
                        client,
                        uri,
                        line -> new AlpacaDialogue(line, settings, clock),
                        settings.timing(),
                        failures,
                        clock),
                listener));
    }

    /** One symbol that Alpaca does not accept spoils the whole call, so the call is halved until that symbol is alone. */
    private void fetch(List<Symbol> symbols, Map<Symbol, Quote> quotes) {
        String subject = "snapshots of " + symbols.size() + " symbols";
        Reply reply = api.get(subject, 1, List.of(path(symbols))).get(0);
        if (reply.isOk()) {
            symbols.forEach(symbol ->
                    quote(symbol, reply.body().path(symbol.value())).ifPresent(quote -> quotes.put(symbol, quote)));
        } else if (!reply.isBadRequest()) {
            throw failures.refused(subject, reply);
        } else if (symbols.size() > 1) {
            int half = symbols.size() / 2;
            fetch(symbols.subList(0, half), quotes);
            fetch(symbols.subList(half, symbols.size()), quotes);
        } else {
            rejected.add(symbols.get(0));
        }
    }

    private String path(List<Symbol> symbols) {
        String names = symbols.stream()
                .map(symbol -> URLEncoder.encode(symbol.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return "/v2/stocks/snapshots?symbols=" + names + "&feed=" + settings.feed();
    }

    private Optional<Quote> quote(Symbol symbol, JsonNode snapshot) {
        JsonNode trade = snapshot.path("latestTrade");
        return ProviderJson.price(trade.path("p"))
                .flatMap(price ->
                        ProviderJson.time(trade.path("t")).map(tradedAt -> quote(symbol, price, tradedAt, snapshot)));
    }

    private Quote quote(Symbol symbol, BigDecimal price, Instant tradedAt, JsonNode snapshot) {
        Instant askedAt =
                ProviderJson.time(snapshot.path("latestQuote").path("t")).orElse(tradedAt);
        JsonNode volume = snapshot.path("dailyBar").path("v");
        return new Quote(
                symbol,
                null,
                price,
                ProviderJson.price(snapshot.path("prevDailyBar").path("c")).orElse(null),
                volume.isNumber() ? volume.longValue() : null,
                askedAt.isAfter(tradedAt) ? askedAt : tradedAt,
                tradedAt,
                clock.instant(),
                NAME);
    }
}
