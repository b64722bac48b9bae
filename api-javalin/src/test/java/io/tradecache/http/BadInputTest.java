package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.inmemory.InMemoryMarketOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint that takes a body meets every bad one; every path meets every bad id. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String BIG = "123456789012345678901234567890";
    private static final String WRONG = "{\"stock_symbol\":7,\"quantity\":\"ten\",\"avg_entry_price\":-1}";

    private static final String OVERRIDES = "/api/v1/admin/market/overrides";

    private final Api api = Api.startInNewYork(new InMemoryMarketOverrides());
    private String portfolio;
    private String holding;
    private String watchlist;
    private String item;
    private Map<String, String> before;

    @BeforeAll
    void createOneOfEach() {
        portfolio = api.portfolio();
        holding = api.holding(portfolio, "AAPL");
        watchlist = api.watchlist();
        item = api.item(watchlist, "AAPL");
        before = everything();
    }

    @AfterAll
    void nothingHasChanged() {
        assertThat(everything()).isEqualTo(before);
        api.close();
    }

    @ParameterizedTest(name = "{0} {1} with {2}")
    @MethodSource("badBodies")
    void everyEndpointRefusesEveryBadBody(String method, String path, String what, BadBody bad) {
        Api.Answer answer = bad.send(api, method, path);

        assertThat(answer.status()).isEqualTo(bad.status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("instance")).isEqualTo(path);
        assertThat(answer.text("trace_id")).isEqualTo(answer.header("Trace-Id")).hasSize(32);
        assertThat(answer.body()).doesNotContain("Exception", "io.tradecache", "jackson", "java.");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badIds")
    void everyPathRefusesEveryBadId(String method, String path) {
        String body = method.equals("GET") || method.equals("DELETE") ? null : "{\"name\":\"New\"}";

        Api.Answer answer = api.send(method, path, body, "If-Match", "\"v1\"");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("instance")).isEqualTo(path);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("badBodiesOfDeletions")
    void everyDeletionRefusesEveryBadBody(String path, String what, BadBody bad) {
        Api.Answer answer = bad.send(api, "DELETE", path);

        assertThat(answer.status()).isEqualTo(bad.status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a%01", "a%0Ab", "a%2Fb", "a%C3", "%20", "1234567890123456"})
    void aBadSymbolInAPathIsRefused(String symbol) {
        String price = "/api/v1/prices/" + symbol;

        for (String path : List.of(price, price + "/history", price + "/history/2025-01-15", price + "/indicators")) {
            Api.Answer answer = api.get(path);

            assertThat(answer.status()).as(path).isEqualTo(422);
            assertThat(answer.kind()).isEqualTo("invalid-fields");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    prices/AAPL/history?from=x                           | /from
                    prices/AAPL/history?from=                            | /from
                    prices/AAPL/history?to=2025-02-30                    | /to
                    prices/AAPL/history?from=2025-01-02&to=2025-01-01    | /to
                    prices/AAPL/history?from=1990-01-01&to=2025-01-01    | /from
                    prices/AAPL/history?from=%2B999999999-12-31          | /from
                    prices/AAPL/history/-999999999-01-01                 | /date
                    prices/AAPL/history/15.01.2025                       | /date
                    prices/AAPL/history/2025-01-15T00:00:00Z             | /date
                    refresh-policy                                       | /symbol
                    refresh-policy?symbol=A%20B&data_type=NEWS           | /symbol
                    refresh-policy?symbol=AAPL                           | /data_type
                    refresh-policy?symbol=AAPL&data_type=PRICES          | /data_type
                    """)
    void aBadParameterIsNamed(String path, String pointer) {
        Api.Answer answer = api.get("/api/v1/" + path);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.body()).doesNotContain("Exception", "io.tradecache", "java.");
    }

    @ParameterizedTest(name = "{0} {1} {2} at {3}")
    @MethodSource("badFields")
    void aBadFieldIsNamed(String method, String path, String body, String pointer) {
        Api.Answer answer = api.send(method, path, body, "If-Match", "\"v1\"");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.kind()).isEqualTo("invalid-fields");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(answer.json().at("/errors/0/detail").asText()).isNotBlank();
    }

    @Test
    void allErrorsOfABodyAreToldAtOnce() {
        Api.Answer answer = api.post(
                portfolio + "/holdings",
                "{\"symbol\":\"\",\"quantity\":0,\"avg_entry_price\":-1,\"currency\":\"dollars\",\"a/b~c\":1,\"version\":3}");

        List<String> pointers = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> pointers.add(error.get("pointer").asText()));
        assertThat(pointers)
                .containsExactly("/symbol", "/quantity", "/avg_entry_price", "/currency", "/a~1b~0c", "/version");
        assertThat(answer.body()).contains("a/b~c is not a known field", "version cannot be set here");
    }

    @Test
    void onlySoManyErrorsOfABodyAreTold() {
        String fields = IntStream.range(0, 1_000)
                .mapToObj(number -> "\"f" + number + "\":1")
                .collect(Collectors.joining(",", "{", "}"));

        Api.Answer answer = api.post(Api.AMELIA + "/portfolios", fields);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors")).hasSize(100);
    }

    Stream<Arguments> badBodies() {
        return endpoints()
                .flatMap(endpoint -> bodies().stream()
                        .map(bad -> Arguments.of(endpoint.get()[0], endpoint.get()[1], bad.toString(), bad)));
    }

    Stream<Arguments> badBodiesOfDeletions() {
        return Stream.of(portfolio, holding, watchlist, item)
                .flatMap(path -> bodies().stream()
                        // A deletion may go without a body, and without a field in it.
                        .filter(bad -> !bad.body.isEmpty() && !bad.body.equals("{}"))
                        .map(bad -> Arguments.of(path, bad.toString(), bad)));
    }

    private static List<BadBody> bodies() {
        String text = "{\"name\":\"New\"}";
        return List.of(
                new BadBody("", 400, "application/json"),
                new BadBody("{", 400, "application/json"),
                new BadBody("{\"name\":\"a\",\"name\":\"b\"}", 400, "application/json"),
                new BadBody("{\"quantity\":1} x", 400, "application/json"),
                new BadBody("{\"quantity\":NaN}", 400, "application/json"),
                new BadBody("[".repeat(10_000), 400, "application/json"),
                new BadBody("[]", 400, "application/json"),
                new BadBody("null", 400, "application/json"),
                new BadBody("\"text\"", 400, "application/json"),
                new BadBody(text, 415, "text/plain"),
                new BadBody(text, 415, "application/x-www-form-urlencoded"),
                new BadBody(text, 415, "application/json; charset=iso-8859-1"),
                new BadBody("{\"unknown_field\":1}", 422, "application/json"),
                new BadBody("{\"" + "x".repeat(60_000) + "\":1}", 422, "application/json"),
                new BadBody("{\"quantity\":1e2147483648}", 422, "application/json"),
                new BadBody("{\"quantity\":-1e-99999999999}", 422, "application/json"),
                new BadBody("{\"expected_version\":" + "9".repeat(500_000) + "}", 422, "application/json"),
                new BadBody("{}", 422, "application/merge-patch+json"),
                new BadBody("{\"notes\":\"" + "x".repeat(1 << 20) + "\"}", 413, "application/json"),
                new BadBody("{\"notes\":\"" + "x".repeat(2 << 20) + "\"}", 413, "application/json"));
    }

    Stream<Arguments> badIds() {
        List<String> bad = List.of(
                "a:b", "a%00", "a%0Ab", "a%2Fb", "x".repeat(70), "a%20b", "%C3%A4", "%C3", "a%25b", "a%3Ab", "%2e%2e");
        List<String[]> paths = List.of(
                new String[] {"GET", "/api/v1/users/%s/portfolios"},
                new String[] {"POST", "/api/v1/users/%s/portfolios"},
                new String[] {"GET", "/api/v1/watchlists/%s"},
                new String[] {"GET", "/api/v1/portfolios/%s"},
                new String[] {"POST", "/api/v1/watchlists/%s/items"},
                new String[] {"GET", "/api/v1/users/amelia/portfolios/%s"},
                new String[] {"PATCH", "/api/v1/users/amelia/portfolios/%s"},
                new String[] {"DELETE", "/api/v1/users/amelia/portfolios/%s"},
                new String[] {"GET", portfolio + "/holdings/%s"},
                new String[] {"PATCH", portfolio + "/holdings/%s"},
                new String[] {"DELETE", portfolio + "/holdings/%s"},
                new String[] {"GET", "/api/v1/users/amelia/watchlists/%s"},
                new String[] {"GET", "/api/v1/users/amelia/watchlists/%s/real-time"},
                new String[] {"DELETE", watchlist + "/items/%s"},
                new String[] {"POST", watchlist + "/items/%s/move-to-portfolio"});
        return paths.stream().flatMap(path -> bad.stream().map(id -> Arguments.of(path[0], path[1].replace("%s", id))));
    }

    Stream<Arguments> badFields() {
        String holdings = portfolio + "/holdings";
        String items = watchlist + "/items";
        return Stream.of(
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{}", "/name"),
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{\"name\":null}", "/name"),
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{\"name\":\" \"}", "/name"),
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{\"name\":\"a\\u0000b\"}", "/name"),
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{\"name\":\"a\\ud800\"}", "/name"),
                Arguments.of("POST", Api.AMELIA + "/portfolios", "{\"name\":[\"a\"]}", "/name"),
                Arguments.of("PATCH", portfolio, "{\"name\":null}", "/name"),
                Arguments.of("PATCH", portfolio, "{\"user_id\":\"bruno\"}", "/user_id"),
                Arguments.of("PATCH", portfolio, "{\"name\":\"a\",\"expected_version\":\"1\"}", "/expected_version"),
                Arguments.of("PATCH", portfolio, "{\"name\":\"a\",\"expected_version\":1.5}", "/expected_version"),
                Arguments.of("POST", holdings, WRONG, "/stock_symbol"),
                Arguments.of("PATCH", holding, "{\"quantity\":" + BIG + "}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":0." + BIG + "}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":1e999999999}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":1e-999999999}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":1e99999999999}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":" + "9".repeat(1_001) + "}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":0." + "1".repeat(1_001) + "}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":\"10\"}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"quantity\":true}", "/quantity"),
                Arguments.of("PATCH", holding, "{\"stock_symbol\":\"MSFT\"}", "/stock_symbol"),
                Arguments.of("POST", items, "{\"stock_symbol\":\"A B\"}", "/stock_symbol"),
                Arguments.of("POST", items, "{\"symbol\":\"A\",\"stock_symbol\":\"B\"}", "/symbol"),
                Arguments.of("POST", items, "{\"symbol\":\"B\",\"target_high\":1,\"target_low\":2}", "/target_low"),
                Arguments.of("PATCH", item, "{\"position\":2}", "/position"),
                Arguments.of("PUT", items + "/order", "{\"item_ids\":[7]}", "/item_ids"),
                Arguments.of("PUT", items + "/order", "{\"item_ids\":\"x\"}", "/item_ids"),
                Arguments.of("POST", item + "/move-to-portfolio", "{\"quantity\":1}", "/portfolio_id"),
                Arguments.of("POST", "/api/v1/prices/real-time", "{\"symbols\":[1]}", "/symbols"),
                Arguments.of("POST", "/api/v1/prices/real-time", "{\"symbols\":\"AAPL\"}", "/symbols"),
                Arguments.of("PUT", OVERRIDES, "{\"overrides\":{}}", "/overrides"),
                Arguments.of("PUT", OVERRIDES, "{\"overrides\":[7]}", "/overrides/0"),
                Arguments.of("PUT", OVERRIDES, "{\"overrides\":[{}]}", "/overrides/0/date"));
    }

    private Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of("POST", Api.AMELIA + "/portfolios"),
                Arguments.of("PATCH", portfolio),
                Arguments.of("POST", portfolio + "/holdings"),
                Arguments.of("PATCH", holding),
                Arguments.of("POST", Api.AMELIA + "/watchlists"),
                Arguments.of("PATCH", watchlist),
                Arguments.of("POST", watchlist + "/items"),
                Arguments.of("POST", watchlist.replace("/users/amelia", "") + "/items"),
                Arguments.of("PATCH", item),
                Arguments.of("PUT", watchlist + "/items/order"),
                Arguments.of("POST", item + "/move-to-portfolio"),
                Arguments.of("POST", "/api/v1/prices/real-time"),
                Arguments.of("PUT", OVERRIDES));
    }

    private Map<String, String> everything() {
        Map<String, String> found = new TreeMap<>();
        for (String path :
                List.of(Api.AMELIA + "/portfolios", portfolio, Api.AMELIA + "/watchlists", watchlist, OVERRIDES)) {
            found.put(path, api.get(path, "Cache-Control", "no-cache").body());
        }
        return found;
    }

    /** A body that no endpoint takes. */
    record BadBody(String body, int status, String contentType) {

        Api.Answer send(Api api, String method, String path) {
            return api.send(method, path, body, "If-Match", "\"v1\"", "Content-Type", contentType);
        }

        @Override
        public String toString() {
            return contentType + ": " + (body.length() > 40 ? body.substring(0, 40) + "…" : body);
        }
    }
}
