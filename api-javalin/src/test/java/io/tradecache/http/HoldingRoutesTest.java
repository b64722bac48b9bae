package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldingRoutesTest {

    private final Api api = Api.start();
    private String portfolio;

    @BeforeEach
    void createPortfolio() {
        portfolio = api.portfolio();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCreatedHoldingHasItsOwnVersionAndRaisesThePortfolios() {
        Api.Answer created = api.post(
                portfolio + "/holdings",
                "{\"symbol\":\" brk.b \",\"quantity\":10.500,\"avg_entry_price\":1e2,\"notes\":\"Bought\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(portfolio + "/holdings/" + created.text("holding_id"));
        assertThat(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(created.header("Tradecache-Version")).isEqualTo("2");
        assertThat(created.body())
                .contains("\"stock_symbol\":\"BRK.B\"", "\"quantity\":10.5,", "\"avg_entry_price\":100,")
                .contains("\"currency\":\"USD\"", "\"notes\":\"Bought\"", "\"version\":1,");
        assertThat(api.get(portfolio).header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void aHoldingIsReadOutOfItsPortfolio() {
        String holding = api.holding(portfolio, "AAPL");

        Api.Answer first = api.get(holding);
        Api.Answer second = api.get(holding);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).isEqualTo("\"v1\"");
        assertThat(second.header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(api.get(portfolio).json().get("holdings").get(0)).isEqualTo(first.json());
        assertThat(api.get(portfolio + "/holdings").json().at("/holdings/0")).isEqualTo(first.json());
        assertThat(api.get(portfolio + "/holdings/holding_other").status()).isEqualTo(404);
    }

    @Test
    void aSecondHoldingOfASymbolIsRefusedWithTheFirst() {
        String holding = api.holding(portfolio, "AAPL");

        Api.Answer second =
                api.post(portfolio + "/holdings", "{\"stock_symbol\":\"aapl\",\"quantity\":1,\"avg_entry_price\":1}");

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.kind()).isEqualTo("duplicate");
        assertThat(second.json().get("existing")).isEqualTo(api.get(holding).json());
        assertThat(second.json().get("existing").get("quantity").intValue()).isEqualTo(10);
    }

    @Test
    void aChangedHoldingIsWhatTheNextReadShows() {
        String holding = api.holding(portfolio, "AAPL");
        api.get(holding);

        Api.Answer changed = api.patch(holding, "{\"quantity\":0.0000000001}", "If-Match", "\"v1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("\"quantity\":0.0000000001,");
        assertThat(changed.json().get("version").intValue()).isEqualTo(2);
        assertThat(changed.header("Tradecache-Version")).isEqualTo("3");
        assertThat(changed.time("updated_at")).isAfter(changed.time("created_at"));
        assertThat(api.get(holding).body()).isEqualTo(changed.body());
    }

    @Test
    void aLateChangeIsRefusedWithTheHoldingAsItIsNow() {
        String holding = api.holding(portfolio, "AAPL");
        Api.Answer won = api.patch(holding, "{\"quantity\":11}", "If-Match", "\"v1\"");

        Api.Answer byHeader = api.patch(holding, "{\"quantity\":12}", "If-Match", "\"v1\"");
        Api.Answer byBody = api.patch(holding, "{\"quantity\":12,\"expected_version\":1}");

        assertThat(byHeader.status()).isEqualTo(412);
        assertThat(byBody.status()).isEqualTo(409);
        for (Api.Answer late : new Api.Answer[] {byHeader, byBody}) {
            assertThat(late.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(late.kind()).isEqualTo("version-conflict");
            assertThat(late.text("detail")).isEqualTo("Holding was modified by another process");
            assertThat(late.json().get("expected_version").intValue()).isEqualTo(1);
            assertThat(late.json().get("current")).isEqualTo(won.json());
            assertThat(late.header("ETag")).isEqualTo("\"v2\"");
        }
        assertThat(api.get(holding).body()).isEqualTo(won.body());
    }

    @Test
    void aHoldingOfAnotherPortfolioIsNotFound() {
        String holding = api.holding(portfolio, "AAPL");
        String elsewhere = holding.replace(portfolio, api.portfolio());

        assertThat(api.get(elsewhere).status()).isEqualTo(404);
        assertThat(api.patch(elsewhere, "{\"quantity\":1}", "If-Match", "\"v1\"")
                        .status())
                .isEqualTo(404);
        assertThat(api.delete(elsewhere, "If-Match", "\"v1\"").status()).isEqualTo(404);
        assertThat(api.get(holding).status()).isEqualTo(200);
    }

    @Test
    void aDeletedHoldingIsGoneFromItsPortfolio() {
        String holding = api.holding(portfolio, "AAPL");
        api.get(portfolio);

        Api.Answer deleted = api.delete(holding + "?expected_version=1");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.header("Tradecache-Version")).isEqualTo("3");
        assertThat(api.get(portfolio).json().get("holdings")).isEmpty();
        assertThat(api.get(holding).status()).isEqualTo(404);
    }
}
