package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MoveRoutesTest {

    private final Api api = Api.start();
    private String portfolio;
    private String watchlist;
    private String item;

    @BeforeEach
    void watchApple() {
        portfolio = api.portfolio();
        watchlist = api.watchlist();
        item = api.item(watchlist, "AAPL");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aMovedItemIsAHoldingAtTheCurrentPrice() {
        api.price("AAPL", "110");

        Api.Answer moved = move("");

        assertThat(moved.status()).isEqualTo(201);
        assertThat(moved.header("Location")).isEqualTo(portfolio + "/holdings/" + moved.text("holding_id"));
        assertThat(moved.header("Tradecache-Version")).isEqualTo("2");
        assertThat(moved.number("avg_entry_price")).isEqualByComparingTo("110");
        assertThat(moved.number("portfolio_version")).isEqualByComparingTo("2");
        assertThat(moved.number("watchlist_version")).isEqualByComparingTo("3");
        assertThat(api.get(watchlist).json().get("items")).isEmpty();
        assertThat(api.get(moved.header("Location")).number("quantity")).isEqualByComparingTo("2.5");
    }

    @Test
    void withoutAPriceNothingMoves() {
        Api.Answer refused = move("");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.kind()).isEqualTo("price-unavailable");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(api.get(watchlist).json().get("items")).hasSize(1);
    }

    @Test
    void anExistingHoldingRefusesTheMoveUnlessItIsToMerge() {
        api.holding(portfolio, "AAPL");

        Api.Answer rejected = move(",\"avg_entry_price\":100");
        Api.Answer merged = move(",\"avg_entry_price\":100,\"on_existing\":\"merge\",\"keep_item\":true");

        assertThat(rejected.status()).isEqualTo(409);
        assertThat(rejected.kind()).isEqualTo("duplicate");
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.number("quantity")).isEqualByComparingTo("12.5");
        assertThat(merged.number("avg_entry_price")).isEqualByComparingTo("60");
        assertThat(merged.header("ETag")).isEqualTo("\"v2\"");
        assertThat(api.get(watchlist).json().get("items")).hasSize(1);
    }

    @Test
    void anItemCannotMoveIntoAnotherUsersPortfolio() {
        String foreign = api.post("/api/v1/users/bruno/portfolios", "{\"name\":\"Bruno's\"}")
                .text("portfolio_id");

        Api.Answer refused = api.post(
                item + "/move-to-portfolio",
                "{\"portfolio_id\":\"" + foreign + "\",\"quantity\":1,\"avg_entry_price\":1}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(api.get(watchlist).json().get("items")).hasSize(1);
    }

    private Api.Answer move(String more) {
        String id = portfolio.substring(portfolio.lastIndexOf('/') + 1);
        return api.post(item + "/move-to-portfolio", "{\"portfolio_id\":\"" + id + "\",\"quantity\":2.5" + more + "}");
    }
}
