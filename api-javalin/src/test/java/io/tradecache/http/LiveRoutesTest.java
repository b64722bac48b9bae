package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveRoutesTest {

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
    void aPortfolioIsValuedAtTheNewestPrices() {
        api.price("AAPL", "110");
        api.holding(portfolio, "AAPL");

        Api.Answer answer = api.get(portfolio + "/real-time");
        JsonNode line = answer.json().at("/holdings/0");
        JsonNode total = answer.json().get("total");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("name")).isEqualTo("Retirement");
        for (JsonNode each : new JsonNode[] {line, total}) {
            assertThat(each.get("market_value").decimalValue()).isEqualByComparingTo("1100");
            assertThat(each.get("cost_basis").decimalValue()).isEqualByComparingTo("500");
            assertThat(each.get("unrealized_pl").decimalValue()).isEqualByComparingTo("600");
            assertThat(each.get("unrealized_pl_pct").decimalValue()).isEqualByComparingTo("120");
            assertThat(each.get("day_change").decimalValue()).isEqualByComparingTo("100");
            assertThat(each.get("day_change_pct").decimalValue()).isEqualByComparingTo("10");
            assertThat(each.get("weight").decimalValue()).isEqualByComparingTo("1");
            assertThat(each.get("freshness").asText()).isEqualTo("LIVE");
            assertThat(each.get("as_of").asText()).isEqualTo("2026-03-09T14:30:00Z");
        }
        assertThat(line.get("current_price").decimalValue()).isEqualByComparingTo("110");
        assertThat(line.get("previous_close").decimalValue()).isEqualByComparingTo("100");
        assertThat(answer.text("freshness")).isEqualTo("LIVE");
        assertThat(answer.text("market_state")).isEqualTo("OPEN");
        assertThat(answer.json().get("unpriced")).isEmpty();
    }

    @Test
    void aHoldingWithoutAPriceIsNeverValuedAtItsCost() {
        api.holding(portfolio, "NOPE");

        Api.Answer answer = api.get(portfolio + "/real-time");
        JsonNode line = answer.json().at("/holdings/0");

        assertThat(line.get("market_value").isNull()).isTrue();
        assertThat(line.get("weight").isNull()).isTrue();
        assertThat(line.get("cost_basis").decimalValue()).isEqualByComparingTo("500");
        assertThat(answer.json().get("unpriced").toString()).isEqualTo("[\"NOPE\"]");
        assertThat(answer.json().get("total").isNull()).isTrue();
        assertThat(answer.json().get("totals")).isEmpty();
        assertThat(answer.json().get("freshness").isNull()).isTrue();
        assertThat(answer.json().get("as_of").isNull()).isTrue();
        assertThat(answer.text("market_state")).isEqualTo("OPEN");
    }

    @Test
    void currenciesAreNotSummedUp() {
        api.price("AAPL", "110");
        api.price("SAP", "200");
        api.holding(portfolio, "AAPL");
        api.post(
                portfolio + "/holdings",
                "{\"stock_symbol\":\"SAP\",\"quantity\":1,\"avg_entry_price\":100,\"currency\":\"EUR\"}");

        Api.Answer answer = api.get(portfolio + "/real-time");
        Api.Answer analytics = api.get(portfolio + "/analytics");

        assertThat(answer.json().get("total").isNull()).isTrue();
        assertThat(answer.json().at("/totals/0/currency").asText()).isEqualTo("EUR");
        assertThat(answer.json().at("/totals/1/market_value").decimalValue()).isEqualByComparingTo("1100");
        assertThat(analytics.json().get("concentration").isNull()).isTrue();
        assertThat(analytics.json().at("/allocation/by_currency")).hasSize(2);
    }

    @Test
    void theWholeIsAsFreshAsItsWorstPart() {
        api.price("AAPL", "110");
        api.holding(portfolio, "AAPL");
        api.holding(portfolio, "MSFT");
        api.get(portfolio + "/real-time");
        api.clock.advance(Duration.ofSeconds(20));
        api.price("MSFT", "300");

        Api.Answer answer = api.get(portfolio + "/real-time");

        assertThat(answer.json().at("/holdings/0/freshness").asText()).isEqualTo("FRESH");
        assertThat(answer.json().at("/holdings/1/freshness").asText()).isEqualTo("LIVE");
        assertThat(answer.text("freshness")).isEqualTo("FRESH");
        assertThat(answer.text("as_of")).isEqualTo("2026-03-09T14:30:00Z");
    }

    @Test
    void freshnessIsJudgedForEachAnswerAndNotCached() {
        api.price("AAPL", "110");
        api.holding(portfolio, "AAPL");
        api.get(portfolio + "/real-time");
        api.clock.advance(Duration.ofSeconds(6));

        Api.Answer cached = api.get(portfolio + "/real-time");

        assertThat(cached.header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
        assertThat(cached.text("freshness")).isEqualTo("FRESH");
        assertThat(api.get(portfolio + "/real-time", "Cache-Control", "no-cache")
                        .header("Cache-Status"))
                .isEqualTo("tradecache; fwd=miss");
    }

    @Test
    void analyticsShowHowThePortfolioIsSpread() {
        api.price("AAPL", "110");
        api.price("MSFT", "330");
        api.holding(portfolio, "AAPL");
        api.holding(portfolio, "MSFT");

        Api.Answer answer = api.get(portfolio + "/analytics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/allocation/by_symbol/0/symbol").asText()).isEqualTo("MSFT");
        assertThat(answer.json().at("/allocation/by_symbol/0/weight").decimalValue())
                .isEqualByComparingTo("0.75");
        assertThat(answer.json().at("/concentration/hhi").decimalValue()).isEqualByComparingTo("0.625");
        assertThat(answer.json().at("/concentration/top_5").decimalValue()).isEqualByComparingTo("1");
        assertThat(answer.json().at("/best/symbol").asText()).isEqualTo("MSFT");
        assertThat(answer.json().at("/worst/symbol").asText()).isEqualTo("AAPL");
        assertThat(answer.json().get("volatility").isNull()).isTrue();
        assertThat(answer.json().get("max_drawdown").isNull()).isTrue();
        assertThat(answer.text("freshness")).isEqualTo("LIVE");
    }

    @Test
    void aWatchlistShowsItsItemsBesideTheirPrices() {
        api.price("AAPL", "110");
        String watchlist = api.watchlist();
        api.item(watchlist, "AAPL");
        api.item(watchlist, "NOPE");

        Api.Answer answer = api.get(watchlist + "/real-time");
        JsonNode priced = answer.json().at("/items/0");
        JsonNode unpriced = answer.json().at("/items/1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(priced.get("symbol").asText()).isEqualTo("AAPL");
        assertThat(priced.get("company_name").asText()).isEqualTo("AAPL Inc.");
        assertThat(priced.get("current_price").decimalValue()).isEqualByComparingTo("110");
        assertThat(priced.get("volume").longValue()).isEqualTo(1_000);
        assertThat(priced.get("freshness").asText()).isEqualTo("LIVE");
        assertThat(priced.has("status")).isFalse();
        assertThat(unpriced.get("current_price").isNull()).isTrue();
        assertThat(answer.text("freshness")).isEqualTo("LIVE");
    }
}
