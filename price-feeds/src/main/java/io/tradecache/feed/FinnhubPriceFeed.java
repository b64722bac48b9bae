package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PriceFeed;
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

/**
 * Prices from Finnhub: one call for each symbol over HTTP, trades over its stream. Finnhub says when a price arose and
 * nothing later, so a fetched price is as of its last trade. A symbol that the account has no right to is unknown to it; a
 * fetch that the account's limits do not allow fails at once and says when to come again. Thread-safe.
 */
public final class FinnhubPriceFeed implements PriceFeed {

    private static final String NAME = "finnhub";
    private static final int BATCH_LIMIT = 30;

    /** Calls under way at once: enough to hide how far the provider is, without so many connections. */
    private static final int TOGETHER = 6;

    private final FinnhubSettings settings;
    private final HttpClient client;
    private final ProviderFailures failures;
    private final ProviderApi api;
    private final Clock clock;

    /**
     * Makes a feed; nothing is connected yet.
     *
     * @param settings the account
     * @param clock the present
     */
    public FinnhubPriceFeed(FinnhubSettings settings, Clock clock) {
        this.settings = settings;
        this.client = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
        this.failures = new ProviderFailures(NAME, List.of(settings.token(), encoded(settings.token())));
        this.api = new ProviderApi(
                client,
                settings.restUrl(),
                Map.of("X-Finnhub-Token", settings.token()),
                settings.timeout(),
                new Budget(
                        clock,
                        List.of(
                                new Budget.Limit(settings.callsPerMinute(), Duration.ofMinutes(1)),
                                new Budget.Limit(settings.callsPerSecond(), Duration.ofSeconds(1)))),
                failures,
                clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int batchLimit() {
        return Math.min(BATCH_LIMIT, Math.min(settings.callsPerMinute(), settings.callsPerSecond()));
    }

    @Override
    public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
        List<Symbol> asked = List.copyOf(symbols);
        String subject = "quotes of " + asked.size() + " symbols";
        List<Reply> replies = api.get(
                subject,
                TOGETHER,
                asked.stream()
                        .map(symbol -> "/quote?symbol=" + encoded(symbol.value()))
                        .toList());
        Map<Symbol, Quote> quotes = new HashMap<>();
        for (int i = 0; i < replies.size(); i++) {
            Symbol symbol = asked.get(i);
            if (replies.get(i).isOk()) {
                quote(symbol, replies.get(i).body()).ifPresent(quote -> quotes.put(symbol, quote));
            }
        }
        return quotes;
    }

    @Override
    public Optional<Stream> open(StreamListener listener) {
        URI uri = URI.create(settings.streamUrl() + "?token=" + encoded(settings.token()));
        return Optional.of(ProviderStream.open(
                new Provider(
                        NAME,
                        client,
                        uri,
                        line -> new FinnhubDialogue(line, settings, clock),
                        settings.timing(),
                        failures,
                        clock),
                listener));
    }

    /** An unknown symbol has zeros everywhere, and at times a known one too: then there is no price to tell. */
    private Optional<Quote> quote(Symbol symbol, JsonNode answer) {
        long second = answer.path("t").asLong();
        return second <= 0
                ? Optional.empty()
                : ProviderJson.price(answer.path("c")).map(price -> {
                    Instant tradedAt = Instant.ofEpochSecond(second);
                    return new Quote(
                            symbol,
                            null,
                            price,
                            ProviderJson.price(answer.path("pc")).orElse(null),
                            null,
                            tradedAt,
                            tradedAt,
                            clock.instant(),
                            NAME);
                });
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
