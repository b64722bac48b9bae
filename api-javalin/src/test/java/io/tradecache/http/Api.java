package io.tradecache.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tradecache.core.Tradecache;
import io.tradecache.core.TradecacheBuilder;
import io.tradecache.core.inmemory.InMemoryCacheStore;
import io.tradecache.core.inmemory.InMemoryDatabase;
import io.tradecache.core.inmemory.InMemoryEarnings;
import io.tradecache.core.inmemory.InMemoryEventBus;
import io.tradecache.core.inmemory.InMemoryPriceFeed;
import io.tradecache.core.inmemory.InMemoryStreamTickets;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.MarketOverrides;
import io.tradecache.core.port.Persistence;
import io.tradecache.core.port.PriceFeed;
import io.tradecache.core.rules.calendar.NyseCalendar;
import io.tradecache.testkit.FaultyCacheStore;
import io.tradecache.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server over in-memory parts, and a client that talks to it. The clock stands at an open market. */
final class Api implements AutoCloseable {

    static final String AMELIA = "/api/v1/users/amelia";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    final ManualClock clock = ManualClock.at("2026-03-09T14:30:00Z");
    final InMemoryDatabase database = new InMemoryDatabase();
    final InMemoryEarnings earnings = new InMemoryEarnings();
    final InMemoryCacheStore memory = new InMemoryCacheStore(clock, new InMemoryEventBus());
    final FaultyCacheStore cache = new FaultyCacheStore(memory);
    final InMemoryPriceFeed feed = new InMemoryPriceFeed(clock);
    final PrometheusTelemetry telemetry = new PrometheusTelemetry("1.2.3");
    volatile boolean databaseAnswers = true;
    volatile boolean cacheAnswers = true;

    private final HealthChecks health = new HealthChecks(() -> databaseAnswers, () -> cacheAnswers);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;

    private Api(
            UnaryOperator<Persistence> persistence,
            UnaryOperator<PriceFeed> prices,
            UnaryOperator<TradecacheBuilder> market,
            UnaryOperator<HttpSettings> settings,
            UnaryOperator<HttpParts> parts) {
        Tradecache tradecache = market.apply(
                        Tradecache.builder(cache, persistence.apply(database.persistence()), prices.apply(feed), clock)
                                .telemetry(telemetry)
                                .inspection(memory)
                                .earnings(earnings))
                .build();
        Authentication open = Authentication.none(new InMemoryStreamTickets(clock));
        server = HttpServer.start(
                settings.apply(new HttpSettings("127.0.0.1", 0)),
                parts.apply(new HttpParts(tradecache, health, telemetry, clock, open).withManualPrices(feed::state)));
    }

    static Api start() {
        return over(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** With limits of one's own. */
    static Api limited(HttpLimits limits) {
        return with(settings -> settings.withLimits(limits), UnaryOperator.identity());
    }

    /** US equities, instead of the market that never closes. */
    static Api startInNewYork(MarketOverrides overrides) {
        return new Api(
                UnaryOperator.identity(),
                UnaryOperator.identity(),
                builder -> builder.calendar(new NyseCalendar(2046), overrides),
                UnaryOperator.identity(),
                UnaryOperator.identity());
    }

    static Api over(UnaryOperator<Persistence> persistence, UnaryOperator<PriceFeed> prices) {
        return new Api(
                persistence, prices, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** With other parts than the usual ones, for example one that wants to know who asks. */
    static Api with(UnaryOperator<HttpParts> parts) {
        return with(UnaryOperator.identity(), parts);
    }

    /** The same with other settings too. */
    static Api with(UnaryOperator<HttpSettings> settings, UnaryOperator<HttpParts> parts) {
        return new Api(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), settings, parts);
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String text(String field) {
            return json().path(field).asText();
        }

        BigDecimal number(String field) {
            return json().path(field).decimalValue();
        }

        Instant time(String field) {
            return Instant.parse(text(field));
        }

        String kind() {
            return text("type").replace("urn:tradecache:problem:", "");
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    Answer send(String method, String path, String body, String... headers) {
        return exchange(request(method, path, body, headers), body);
    }

    /** Without a look at what the server says of its API. */
    Answer unchecked(String method, String path, String body) {
        return unchecked(request(method, path, body));
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    Answer send(HttpRequest request) {
        return exchange(request, null);
    }

    /** Every exchange of every test is compared with what the server says of its API. */
    private Answer exchange(HttpRequest request, @Nullable String body) {
        Answer answer = unchecked(request);
        ApiDescription.SERVED.check(request.method(), request.uri(), body, answer);
        return answer;
    }

    private Answer unchecked(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return server.port();
    }

    /** Every route of the server, and whom it is for. */
    List<Gate.Route> audiences() {
        return server.audiences();
    }

    /** States a price, beside a previous close of 100 and a volume. */
    void price(String symbol, String price) {
        feed.state(new Quote(
                new Symbol(symbol),
                symbol + " Inc.",
                new BigDecimal(price),
                new BigDecimal("100"),
                1_000L,
                clock.instant(),
                null,
                clock.instant(),
                "manual"));
    }

    /** A new portfolio's path. */
    String portfolio() {
        return post(AMELIA + "/portfolios", "{\"name\":\"Retirement\"}").header("Location");
    }

    /** The path of a new holding: ten shares, bought at 50. */
    String holding(String portfolio, String symbol) {
        return post(
                        portfolio + "/holdings",
                        "{\"stock_symbol\":\"" + symbol + "\",\"quantity\":10,\"avg_entry_price\":50}")
                .header("Location");
    }

    /** A new watchlist's path. */
    String watchlist() {
        return post(AMELIA + "/watchlists", "{\"name\":\"Tech\"}").header("Location");
    }

    /** A new item's path. */
    String item(String watchlist, String symbol) {
        return post(watchlist + "/items", "{\"stock_symbol\":\"" + symbol + "\"}")
                .header("Location");
    }

    @Override
    public void close() {
        server.close();
        health.close();
    }
}
