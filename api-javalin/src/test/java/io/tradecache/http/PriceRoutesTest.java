package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.price.Quote;
import io.tradecache.core.port.PortException;
import io.tradecache.core.port.PriceFeed;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriceRoutesTest {

    private volatile boolean feedFails;
    private final Api api = Api.over(persistence -> persistence, this::failing);

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aQuoteSaysWhereAndWhenItComesFrom() {
        api.price("AAPL", "110.50");
        api.clock.advance(Duration.ofSeconds(7));

        Api.Answer first = api.get("/api/v1/prices/aapl");
        Api.Answer second = api.get("/api/v1/prices/AAPL");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("symbol")).isEqualTo("AAPL");
        assertThat(first.body()).contains("\"price\":110.5,", "\"change\":10.5,", "\"change_pct\":10.5");
        assertThat(first.text("as_of")).isEqualTo("2026-03-09T14:30:00Z");
        assertThat(first.text("source")).isEqualTo("manual");
        assertThat(first.text("market_state")).isEqualTo("OPEN");
        assertThat(first.text("freshness")).isEqualTo("FRESH");
        assertThat(first.json().get("age_ms").longValue()).isEqualTo(7_000);
        assertThat(first.json().get("stale").booleanValue()).isFalse();
        assertThat(first.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        assertThat(second.header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
    }

    @Test
    void anUnknownSymbolIsNotFound() {
        assertThat(api.get("/api/v1/prices/NOPE").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/prices/%21%21").status()).isEqualTo(422);
    }

    @Test
    void aRefreshGoesPastTheCacheAndSaysWhatBecameOfEachSymbol() {
        api.price("AAPL", "110");
        api.get("/api/v1/prices/AAPL");
        api.clock.advance(Duration.ofSeconds(1));
        api.price("AAPL", "111");

        Api.Answer answer = api.post("/api/v1/prices/refresh", "{\"symbols\":[\"AAPL\",\"NOPE\",\"!\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"results\":[{\"symbol\":\"AAPL\",\"outcome\":\"refreshed\"},"
                        + "{\"symbol\":\"NOPE\",\"outcome\":\"unknown_symbol\"},"
                        + "{\"symbol\":\"!\",\"outcome\":\"invalid_symbol\"}]}");
        assertThat(api.get("/api/v1/prices/AAPL").body()).contains("\"price\":111,");
    }

    @Test
    void aRefreshThatTheFeedDoesNotAnswerSaysSoAndKeepsWhatIsKnown() {
        api.price("AAPL", "110");
        api.get("/api/v1/prices/AAPL");
        feedFails = true;

        assertThat(api.post("/api/v1/prices/refresh", "{\"symbols\":[\"AAPL\"]}")
                        .body())
                .contains("\"outcome\":\"unavailable\"");
        assertThat(api.get("/api/v1/prices/AAPL").status()).isEqualTo(200);
    }

    @Test
    void pricesThatAreStatedByHandAreServedAtOnce() {
        Api.Answer answer = api.post(
                "/api/v1/admin/feed/prices",
                "{\"prices\":[{\"symbol\":\"aapl\",\"price\":150.25,\"volume\":7,\"as_of\":\"2026-03-09T14:29:58Z\"}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("{\"symbol\":\"AAPL\",\"outcome\":\"refreshed\"}");
        assertThat(api.get("/api/v1/prices/AAPL").body())
                .contains("\"price\":150.25,", "\"volume\":7,", "\"as_of\":\"2026-03-09T14:29:58Z\"");
        assertThat(api.post(
                                "/api/v1/admin/feed/prices",
                                "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":151,\"as_of\":\"2026-03-09T14:00:00Z\"}]}")
                        .body())
                .contains("\"outcome\":\"refused\"");
    }

    @Test
    void everythingThatIsWrongWithStatedPricesIsToldByItsPlace() {
        Api.Answer answer = api.post(
                "/api/v1/admin/feed/prices",
                "{\"prices\":[{\"symbol\":\"AAPL\",\"price\":0},{\"symbol\":\"MSFT\"},3,"
                        + "{\"symbol\":\"T\",\"price\":1,\"as_of\":\"2027-01-01T00:00:00Z\"},"
                        + "{\"symbol\":\"V\",\"price\":1,\"colour\":\"red\"},"
                        + "{\"symbol\":\"W\",\"price\":1,\"as_of\":\"0433-09-08T14:27:02Z\"}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("/prices/0/price", "/prices/1/price", "\"/prices/2\"", "/prices/3/as_of", "/prices/4/colour")
                .contains("/prices/5/as_of");
    }

    @Test
    void whenTheFeedFailsTheLastPriceIsServedAsStale() {
        api.price("AAPL", "110");
        api.get("/api/v1/prices/AAPL");
        feedFails = true;
        api.clock.advance(Duration.ofHours(2));

        Api.Answer stale = api.get("/api/v1/prices/AAPL");
        Api.Answer none = api.get("/api/v1/prices/MSFT");

        assertThat(stale.status()).isEqualTo(200);
        assertThat(stale.json().get("stale").booleanValue()).isTrue();
        assertThat(stale.text("freshness")).isEqualTo("OUTDATED");
        assertThat(stale.header("Cache-Status")).isEqualTo("tradecache; hit; detail=stale");
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.kind()).isEqualTo("price-unavailable");
        assertThat(none.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void ofManyWrongPricesAHundredAreNamed() {
        String wrong = String.join(",", Collections.nCopies(150, "{\"symbol\":\"AAPL\",\"price\":0}"));

        Api.Answer answer = api.post("/api/v1/admin/feed/prices", "{\"prices\":[" + wrong + "]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("detail")).isEqualTo("150 fields are not as they must be");
        assertThat(answer.json().get("errors")).hasSize(100);
    }

    @Test
    void aBatchAnswersEachSymbolOnceInTheOrderOfTheRequest() {
        api.price("AAPL", "110");
        api.price("MSFT", "300");

        Api.Answer batch =
                api.post("/api/v1/prices/real-time", "{\"symbols\":[\"MSFT\",\"NOPE\",\"!\",\"aapl\",\"msft\"]}");

        assertThat(batch.status()).isEqualTo(200);
        assertThat(batch.json().get("prices")).hasSize(2);
        assertThat(batch.json().at("/prices/0/symbol").asText()).isEqualTo("MSFT");
        assertThat(batch.json().at("/prices/1/symbol").asText()).isEqualTo("AAPL");
        assertThat(batch.json().get("errors")).hasSize(2);
        assertThat(batch.json().at("/errors/0/symbol").asText()).isEqualTo("NOPE");
        assertThat(batch.json().at("/errors/0/code").asText()).isEqualTo("unknown_symbol");
        assertThat(batch.json().at("/errors/1/code").asText()).isEqualTo("invalid_symbol");
    }

    @Test
    void theCacheStatusOfABatchIsThatOfItsWorstMember() {
        api.price("AAPL", "110");
        api.price("MSFT", "300");
        String batch = "{\"symbols\":[\"AAPL\",\"MSFT\"]}";
        api.get("/api/v1/prices/AAPL");

        assertThat(api.post("/api/v1/prices/real-time", batch).header("Cache-Status"))
                .isEqualTo("tradecache; fwd=miss");
        assertThat(api.post("/api/v1/prices/real-time", batch).header("Cache-Status"))
                .isEqualTo("tradecache; hit; detail=near");
    }

    @Test
    void aBatchTakesBetweenOneAndTwoHundredSymbols() {
        assertThat(api.post("/api/v1/prices/real-time", "{\"symbols\":[]}").status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/prices/real-time", symbols(200)).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/prices/real-time", symbols(201)).status()).isEqualTo(422);
    }

    private static String symbols(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "\"S" + number + "\"")
                .collect(Collectors.joining(",", "{\"symbols\":[", "]}"));
    }

    private PriceFeed failing(PriceFeed feed) {
        return new PriceFeed() {
            @Override
            public String name() {
                return feed.name();
            }

            @Override
            public Map<Symbol, Quote> fetch(Set<Symbol> symbols) {
                if (feedFails) {
                    throw new PortException.Unavailable("feed", "quotes", new IllegalStateException("test"));
                }
                return feed.fetch(symbols);
            }

            @Override
            public int batchLimit() {
                return feed.batchLimit();
            }
        };
    }
}
