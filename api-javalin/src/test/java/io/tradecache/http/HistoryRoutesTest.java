package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.DailyBar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryRoutesTest {

    private static final String AAPL = "/api/v1/prices/AAPL";
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void theBarsOfASymbolComeInTheOrderOfTheirDates() {
        bar(TODAY, "102", false);
        bar(TODAY.minusDays(1), "101.50", true);

        Api.Answer answer = api.get("/api/v1/prices/aapl/history");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"symbol\":\"AAPL\",\"bars\":["
                        + "{\"date\":\"2026-03-08\",\"open\":101.5,\"high\":101.5,\"low\":101.5,\"close\":101.5,"
                        + "\"volume\":1000,\"complete\":true},"
                        + "{\"date\":\"2026-03-09\",\"open\":102,\"high\":102,\"low\":102,\"close\":102,"
                        + "\"volume\":1000,\"complete\":false}]}");
    }

    @Test
    void aRangeHasBothItsEnds() {
        for (int day = 0; day < 5; day++) {
            bar(TODAY.minusDays(day), "100", true);
        }

        assertThat(api.get(AAPL + "/history?from=2026-03-06&to=2026-03-08")
                        .json()
                        .get("bars"))
                .hasSize(3);
        assertThat(api.get(AAPL + "/history?to=2026-03-06").json().get("bars")).hasSize(2);
        assertThat(api.get(AAPL + "/history?from=2026-03-08").json().get("bars"))
                .hasSize(2);
        assertThat(api.get(AAPL + "/history?from=2016-03-09").json().get("bars"))
                .hasSize(5);
        assertThat(api.get("/api/v1/prices/MSFT/history").json().get("bars")).isEmpty();
    }

    @Test
    void theCacheIsVisibleAndCanBePassedOver() {
        bar(TODAY.minusDays(1), "100", true);

        assertThat(api.get(AAPL + "/history").header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        bar(TODAY.minusDays(1), "99", true);
        Api.Answer cached = api.get(AAPL + "/history");
        Api.Answer reloaded = api.get(AAPL + "/history", "Cache-Control", "no-cache");

        assertThat(cached.header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
        assertThat(cached.json().at("/bars/0/close").intValue()).isEqualTo(100);
        assertThat(reloaded.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        assertThat(reloaded.json().at("/bars/0/close").intValue()).isEqualTo(99);
        assertThat(api.get(AAPL + "/history?from=2020-01-01").header("Cache-Status"))
                .isEqualTo("tradecache; fwd=bypass");
    }

    @Test
    void oneBarIsAResourceOfItsOwn() {
        bar(TODAY.minusDays(1), "100", true);

        Api.Answer answer = api.get(AAPL + "/history/2026-03-08");
        api.clock.advance(Duration.ofHours(23));

        assertThat(answer.text("symbol")).isEqualTo("AAPL");
        assertThat(answer.text("date")).isEqualTo("2026-03-08");
        assertThat(answer.number("close")).isEqualByComparingTo("100");
        assertThat(answer.json().get("complete").booleanValue()).isTrue();
        assertThat(answer.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        assertThat(api.get(AAPL + "/history/2026-03-08").header("Cache-Status"))
                .isEqualTo("tradecache; hit; detail=near");
        assertThat(api.get(AAPL + "/history/2026-03-08", "Cache-Control", "no-cache")
                        .header("Cache-Status"))
                .isEqualTo("tradecache; fwd=miss");
    }

    @Test
    void aDayWithoutABarIsNotFound() {
        Api.Answer answer = api.get(AAPL + "/history/2026-03-07");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.kind()).isEqualTo("not-found");
    }

    @Test
    void indicatorsAreNullWhereThereAreTooFewBars() {
        for (int day = 1; day <= 20; day++) {
            bar(TODAY.minusDays(day), Integer.toString(121 - day), true);
        }

        Api.Answer answer = api.get(AAPL + "/indicators");

        assertThat(answer.body())
                .startsWith("{\"symbol\":\"AAPL\",\"as_of\":\"2026-03-08\",\"sma_20\":110.500000,\"sma_50\":null,"
                        + "\"ema_20\":110.500000,\"rsi_14\":100.000000,\"volatility_20\":0.0");
        assertThat(answer.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        assertThat(api.get(AAPL + "/indicators").header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
        assertThat(api.get("/api/v1/prices/MSFT/indicators").body())
                .isEqualTo("{\"symbol\":\"MSFT\",\"as_of\":null,\"sma_20\":null,\"sma_50\":null,\"ema_20\":null,"
                        + "\"rsi_14\":null,\"volatility_20\":null}");
    }

    private void bar(LocalDate date, String close, boolean complete) {
        BigDecimal price = new BigDecimal(close);
        api.database
                .persistence()
                .history()
                .save(List.of(new DailyBar(new Symbol("AAPL"), date, price, price, price, price, 1_000, complete)));
    }
}
