package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchlistRoutesTest {

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
    void aCreatedWatchlistHasAllItsFields() {
        Api.Answer created = api.post(Api.AMELIA + "/watchlists", "{\"name\":\"Banks\",\"description\":\"\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(created.json().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "watchlist_id",
                        "user_id",
                        "name",
                        "description",
                        "version",
                        "created_at",
                        "updated_at",
                        "items");
        assertThat(api.get(created.header("Location")).body()).isEqualTo(created.body());
    }

    @Test
    void theListIsFoundUnderBothItsPaths() {
        api.item(watchlist, "AAPL");

        Api.Answer list = api.get(Api.AMELIA + "/watchlists");

        assertThat(list.text("user_id")).isEqualTo("amelia");
        assertThat(list.json().at("/watchlists/0/items/0/stock_symbol").asText())
                .isEqualTo("AAPL");
        assertThat(list.json().at("/page/total").intValue()).isEqualTo(1);
        assertThat(api.get("/api/v1/watchlists/amelia").body()).isEqualTo(list.body());
    }

    @Test
    void aChangeAndADeletionTakeTheVersion() {
        Api.Answer changed = api.patch(watchlist, "{\"name\":\"New\",\"expected_version\":1}");
        Api.Answer late = api.patch(watchlist, "{\"name\":\"Late\",\"expected_version\":1}");

        assertThat(changed.text("name")).isEqualTo("New");
        assertThat(late.text("detail")).isEqualTo("Watchlist was modified by another process");
        assertThat(late.json().get("current")).isEqualTo(changed.json());
        assertThat(api.delete(watchlist, "If-Match", "\"v1\"").status()).isEqualTo(412);
        assertThat(api.delete(watchlist, "If-Match", "\"v2\"").status()).isEqualTo(204);
        assertThat(api.get(watchlist).status()).isEqualTo(404);
    }

    @Test
    void anotherUsersWatchlistIsNotFoundEvenWhenTheCacheHasIt() {
        api.get(watchlist);
        String asBruno = watchlist.replace("/amelia/", "/bruno/");

        assertThat(api.get(asBruno).status()).isEqualTo(404);
        assertThat(api.get(asBruno + "/items").status()).isEqualTo(404);
        assertThat(api.get(asBruno + "/real-time").status()).isEqualTo(404);
        assertThat(api.post(asBruno + "/items", "{\"stock_symbol\":\"AAPL\"}").status())
                .isEqualTo(404);
        assertThat(api.put(asBruno + "/items/order", "{\"item_ids\":[]}", "If-Match", "*")
                        .status())
                .isEqualTo(404);
    }
}
