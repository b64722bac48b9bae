package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for all that the document describes, whatever the routes are. */
class EveryOperationTest {

    /** What stands in the place of a path's parameters: ids of nothing, unless a test puts others there. */
    private final Map<String, String> parameters = new HashMap<>(Map.of(
            "{u}", "amelia",
            "{p}", "portfolio_nowhere",
            "{h}", "holding_nowhere",
            "{w}", "watchlist_nowhere",
            "{i}", "item_nowhere",
            "{s}", "NOWHERE",
            "{date}", "2026-03-06",
            "{file}", "nowhere.css"));

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyPathRefusesAHeaderThatMakesAnotherMethodOfARequest() {
        described("400")
                .forEach(operation -> assertThat(operation
                                .send(null, "X-HTTP-Method-Override", "DELETE")
                                .kind())
                        .as(operation.toString())
                        .isEqualTo("invalid-header"));
    }

    @Test
    void everyBodyMustBeShort() {
        putWatchlist();
        String body = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";

        described("413")
                .forEach(operation -> assertThat(operation.send(body).status())
                        .as(operation.toString())
                        .isEqualTo(413));
    }

    @Test
    void everyBodyMustBeJson() {
        putWatchlist();
        described("415")
                .forEach(operation -> assertThat(operation
                                .send("{}", "Content-Type", "text/plain")
                                .status())
                        .as(operation.toString())
                        .isEqualTo(415));
    }

    /** Where a path names no user, nothing is read before the watchlist's owner is known. */
    private void putWatchlist() {
        String path = api.watchlist();
        parameters.put("{w}", path.substring(path.lastIndexOf('/') + 1));
    }

    @Test
    void symbolsMustBeNamedToBeRefetched() {
        assertThat(api.post("/api/v1/prices/refresh", "{\"symbols\":[]}").status())
                .isEqualTo(422);
    }

    @Test
    void whatIsNowhereIsNotFoundByAnyPath() {
        described("404")
                .filter(operation -> operation.path.matches(".*\\{[phwis]}.*|.*\\{(date|file)}.*"))
                .forEach(operation -> {
                    String body = ApiDescription.SERVED.example(operation.method, operation.path);
                    boolean needsVersion = body == null && operation.method.equals("DELETE");
                    Api.Answer answer =
                            needsVersion ? operation.send(null, "If-Match", "\"v1\"") : operation.send(body);

                    assertThat(answer.status()).as(operation.toString()).isEqualTo(404);
                });
    }

    @Test
    void everyChangeFromAnOldVersionIsRefusedAndEveryOneWithoutAVersion() {
        String portfolio = api.portfolio();
        String holding = api.holding(portfolio, "AAPL");
        String watchlist = api.watchlist();
        String item = api.item(watchlist, "AAPL");

        for (String path : List.of(portfolio, holding, watchlist, item)) {
            String field = path.equals(portfolio) || path.equals(watchlist) ? "\"name\":\"New\"" : "\"notes\":\"New\"";
            assertRefused("PATCH", path, field);
            assertRefused("DELETE", path, null);
        }
        assertRefused(
                "PUT",
                watchlist + "/items/order",
                "\"item_ids\":[\"" + item.substring(item.lastIndexOf('/') + 1) + "\"]");
    }

    private void assertRefused(String method, String path, String fields) {
        String body = fields == null ? null : "{" + fields + "}";
        String versioned = fields == null ? "{\"expected_version\":9}" : "{" + fields + ",\"expected_version\":9}";

        assertThat(api.send(method, path, versioned).status()).isEqualTo(409);
        assertThat(api.send(method, path, body, "If-Match", "\"v9\"").status()).isEqualTo(412);
        assertThat(api.send(method, path, body).status()).isEqualTo(428);
    }

    @Test
    void theItemsOfAWatchlistCanBeListed() {
        String watchlist = api.watchlist();
        api.item(watchlist, "AAPL");

        assertThat(api.get(watchlist + "/items").json().get("items")).hasSize(1);
    }

    /** The operations of this module that may answer so. */
    private Stream<Operation> described(String status) {
        return ApiDescription.SERVED
                .described()
                .filter(answer -> answer.endsWith(" " + status) && !DescribedAnswersTest.isElsewhere(answer))
                .map(answer -> answer.split(" "))
                .map(parts -> new Operation(parts[0], parts[1]));
    }

    private final class Operation {
        private final String method;
        private final String path;

        Operation(String method, String path) {
            this.method = method;
            this.path = path;
        }

        Api.Answer send(String body, String... headers) {
            String filled = path;
            for (Map.Entry<String, String> each : parameters.entrySet()) {
                filled = filled.replace(each.getKey(), each.getValue());
            }
            return api.send(method, filled, body, headers);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
