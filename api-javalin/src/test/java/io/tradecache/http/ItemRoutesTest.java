package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ItemRoutesTest {

    private final Api api = Api.start();
    private String watchlist;

    @BeforeEach
    void createWatchlist() {
        watchlist = api.watchlist();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void anAddedItemIsConfirmedWithItsLiveColumns() {
        api.price("AAPL", "110");

        Api.Answer added = api.post(
                watchlist + "/items",
                "{\"stock_symbol\":\"aapl\",\"notes\":\"Buy low\",\"target_high\":121,\"target_low\":99}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("ETag")).isEqualTo("\"v1\"");
        assertThat(added.header("Tradecache-Version")).isEqualTo("2");
        assertThat(added.text("status")).isEqualTo("confirmed");
        assertThat(added.text("stock_symbol")).isEqualTo("AAPL");
        assertThat(added.text("symbol")).isEqualTo("AAPL");
        assertThat(added.text("company_name")).isEqualTo("AAPL Inc.");
        assertThat(added.number("current_price")).isEqualByComparingTo("110");
        assertThat(added.number("daily_change")).isEqualByComparingTo("10");
        assertThat(added.number("daily_change_pct")).isEqualByComparingTo("10");
        assertThat(added.number("distance_to_target_pct")).isEqualByComparingTo("10");
        assertThat(added.text("freshness")).isEqualTo("LIVE");
        assertThat(api.get(added.header("Location")).text("item_id")).isEqualTo(added.text("item_id"));
    }

    @Test
    void anItemOfAnUnknownSymbolIsAddedWithoutAPrice() {
        Api.Answer added = api.post(watchlist + "/items", "{\"symbol\":\"NOPE\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().get("current_price").isNull()).isTrue();
        assertThat(added.json().get("freshness").isNull()).isTrue();
        assertThat(added.text("status")).isEqualTo("confirmed");
    }

    @Test
    void anItemCanBeAddedByTheWatchlistsIdAlone() {
        String alias = "/api/v1/watchlists/" + watchlist.substring(watchlist.lastIndexOf('/') + 1) + "/items";

        Api.Answer added = api.post(alias, "{\"stock_symbol\":\"AAPL\"}");

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location")).isEqualTo(watchlist + "/items/" + added.text("item_id"));
        assertThat(added.text("user_id")).isEqualTo("amelia");
        assertThat(api.post(alias, "{\"stock_symbol\":\"AAPL\"}").status()).isEqualTo(409);
        assertThat(api.post("/api/v1/watchlists/watchlist_none/items", "{\"stock_symbol\":\"AAPL\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSymbolCannotBeWatchedTwiceInOneWatchlist() {
        api.item(watchlist, "AAPL");

        Api.Answer second = api.post(watchlist + "/items", "{\"stock_symbol\":\"AAPL\"}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.kind()).isEqualTo("duplicate");
        assertThat(second.json().at("/existing/stock_symbol").asText()).isEqualTo("AAPL");
    }

    @Test
    void aChangedItemKeepsWhatWasNotGiven() {
        String item = api.post(watchlist + "/items", "{\"stock_symbol\":\"AAPL\",\"target_high\":200}")
                .header("Location");

        Api.Answer changed = api.patch(item, "{\"target_low\":150}", "If-Match", "\"v1\"");
        Api.Answer crossed = api.patch(item, "{\"target_low\":200}", "If-Match", "\"v2\"");
        Api.Answer late = api.patch(item, "{\"notes\":\"x\"}", "If-Match", "\"v1\"");

        assertThat(changed.number("target_high")).isEqualByComparingTo("200");
        assertThat(changed.number("target_low")).isEqualByComparingTo("150");
        assertThat(crossed.status()).isEqualTo(422);
        assertThat(crossed.json().at("/errors/0/pointer").asText()).isEqualTo("/target_low");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("detail")).isEqualTo("Item was modified by another process");
    }

    @Test
    void aRemovedItemIsGone() {
        String item = api.item(watchlist, "AAPL");

        assertThat(api.send("DELETE", item, "{\"expected_version\":2}").status())
                .isEqualTo(409);
        assertThat(api.send("DELETE", item, "{\"expected_version\":1}").status())
                .isEqualTo(204);
        assertThat(api.get(watchlist).json().get("items")).isEmpty();
    }

    @Test
    void aNewOrderIsAChangeOfTheWatchlist() {
        String apple = api.item(watchlist, "AAPL");
        String microsoft = api.item(watchlist, "MSFT");
        String order = "{\"item_ids\":[\"" + id(microsoft) + "\",\"" + id(apple) + "\"]}";

        Api.Answer late = api.put(watchlist + "/items/order", order, "If-Match", "\"v2\"");
        Api.Answer reordered = api.put(watchlist + "/items/order", order, "If-Match", "\"v3\"");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.text("detail")).isEqualTo("Watchlist was modified by another process");
        assertThat(reordered.status()).isEqualTo(200);
        assertThat(reordered.header("ETag")).isEqualTo("\"v4\"");
        assertThat(reordered.json().at("/items/0/stock_symbol").asText()).isEqualTo("MSFT");
        assertThat(api.get(watchlist).body()).isEqualTo(reordered.body());
    }

    @Test
    void anOrderMustNameEveryItemOnce() {
        String apple = api.item(watchlist, "AAPL");
        String twice = "{\"item_ids\":[\"" + id(apple) + "\",\"" + id(apple) + "\"],\"expected_version\":2}";

        Api.Answer refused = api.put(watchlist + "/items/order", twice);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/item_ids");
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
