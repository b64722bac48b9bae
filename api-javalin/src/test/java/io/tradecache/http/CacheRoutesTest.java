package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRoutesTest {

    private static final String CACHE = "/api/v1/admin/cache";

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void keysAreListedByAPattern() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(Api.AMELIA + "/portfolios");

        Api.Answer all = api.get(CACHE + "/keys");
        Api.Answer some = api.get(CACHE + "/keys?pattern=portfolio:amelia:*");
        Api.Answer one = api.get(CACHE + "/keys?limit=1");

        assertThat(all.json().get("keys")).hasSize(2);
        assertThat(all.json().get("complete").asBoolean()).isTrue();
        assertThat(some.json().get("keys")).hasSize(1);
        assertThat(some.json().at("/keys/0").asText()).isEqualTo(key(portfolio));
        assertThat(one.json().get("keys")).hasSize(1);
        assertThat(one.json().get("complete").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pattern=%5Ba-z%5D",
                "pattern=",
                "pattern=******",
                "pattern=*&pattern=*",
                "limit=0",
                "limit=1001",
                "limit=x",
                "limit=1&limit=2"
            })
    void aListingIsBounded(String query) {
        assertRefused(api.get(CACHE + "/keys?" + query), query.substring(0, query.indexOf('=')));
    }

    @Test
    void whatIsAmissWithAQueryIsToldAllAtOnce() {
        Api.Answer refused = api.get(CACHE + "/keys?pattern=&limit=0");

        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/pattern");
        assertThat(refused.json().at("/errors/1/pointer").asText()).isEqualTo("/limit");
    }

    private static void assertRefused(Api.Answer answer, String parameter) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.kind()).isEqualTo("invalid-query");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/" + parameter);
    }

    @Test
    void anEntryIsShownWithWhatIsKnownOfIt() {
        String portfolio = api.portfolio();
        String value = api.get(portfolio).body();
        api.clock.advance(Duration.ofSeconds(10));

        Api.Answer entry = api.get(CACHE + "/entry?key=" + key(portfolio));

        assertThat(entry.json().get("value").toString()).isEqualTo(value);
        assertThat(entry.text("tier")).isEqualTo("near");
        assertThat(entry.number("ttl_ms")).isEqualByComparingTo("290000");
        assertThat(entry.text("stored_at")).isEqualTo("2026-03-09T14:30:00Z");
        assertThat(entry.json().get("size").asInt()).isEqualTo(value.length());
    }

    @Test
    void aForgottenEntryIsLoadedAnew() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        assertThat(api.get(portfolio).header("Cache-Status")).contains("hit");

        Api.Answer gone = api.delete(CACHE + "/entry?key=" + key(portfolio));

        assertThat(gone.status()).isEqualTo(204);
        assertThat(api.get(CACHE + "/entry?key=" + key(portfolio)).status()).isEqualTo(404);
        assertThat(api.get(portfolio).header("Cache-Status")).contains("fwd=miss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portfolio:amelia:portfolio_9", "lease:%7Bportfolios:amelia%7D", "session:1", ""})
    void whatIsNotThereOrNotOursIsNotFound(String key) {
        assertThat(api.get(CACHE + "/entry?key=" + key).status()).isEqualTo(404);
        assertThat(api.delete(CACHE + "/entry?key=" + key).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?key=portfolio:a:portfolio_1&key=portfolio:b:portfolio_2"})
    void aKeyMustBeGivenOnce(String query) {
        assertRefused(api.get(CACHE + "/entry" + query), "key");
        assertRefused(api.delete(CACHE + "/entry" + query), "key");
    }

    @Test
    void whoForgetsWhileTheCacheDoesNotAnswerIsTold() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.cache.fail();

        Api.Answer answer = api.delete(CACHE + "/entry?key=" + key(portfolio));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.kind()).isEqualTo("cache-unavailable");
    }

    @Test
    void whoWarmsWhileTheCacheDoesNotAnswerIsTold() {
        api.portfolio();
        api.cache.fail();

        Api.Answer answer = api.post(CACHE + "/warm", "{\"users\":[\"amelia\"]}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.kind()).isEqualTo("cache-unavailable");
    }

    @Test
    void aWarmCacheAnswersTheFirstRequest() {
        String portfolio = api.portfolio();
        String watchlist = api.watchlist();

        Api.Answer warmed = api.post(CACHE + "/warm", "{\"users\":[\"amelia\",\"nobody\"]}");

        assertThat(warmed.json().get("entries").asInt()).isEqualTo(6);
        assertThat(warmed.json().get("complete").asBoolean()).isTrue();
        for (String path :
                new String[] {portfolio, watchlist, Api.AMELIA + "/portfolios", Api.AMELIA + "/watchlists"}) {
            assertThat(api.get(path).header("Cache-Status")).contains("hit");
        }
    }

    @Test
    void whatWasWarmedIsCounted() {
        api.portfolio();
        assertThat(metrics()).contains("cache_warmed_entries_total{job=\"admin\"} 0.0");

        api.post(CACHE + "/warm", "{\"users\":[\"amelia\"]}");
        api.post(CACHE + "/warm", "{\"users\":[\"amelia\"]}");

        assertThat(metrics()).contains("cache_warmed_entries_total{job=\"admin\"} 6.0");
    }

    private String metrics() {
        return api.get("/metrics").body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"users\":[]}", "{\"users\":[\"a b\"]}", "{\"users\":\"amelia\"}"})
    void warmingNamesItsUsers(String body) {
        assertThat(api.post(CACHE + "/warm", body).status()).isEqualTo(422);
    }

    @Test
    void theMatrixIsThatOfTheRules() {
        JsonNode rows = api.get(CACHE + "/matrix").json().get("rows");

        assertThat(rows).hasSize(14);
        assertThat(rows.get(0).get("operation").asText()).isEqualTo("create_portfolio");
        assertThat(rows.get(0).get("keys").toString())
                .isEqualTo("[\"portfolio:{u}:{p}\",\"portfolios:{u}\",\"portfolio:rt:{u}:{p}\","
                        + "\"analytics:portfolio:{u}:{p}\"]");
    }

    @Test
    void theCountsAreThoseOfTheMetrics() {
        assertThat(api.get(CACHE + "/stats").json().get("hit_ratio").isNull()).isTrue();
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(portfolio);

        Api.Answer stats = api.get(CACHE + "/stats");

        assertThat(stats.number("hits")).isEqualByComparingTo("1");
        assertThat(stats.number("misses")).isEqualByComparingTo("1");
        assertThat(stats.number("hit_ratio")).isEqualByComparingTo("0.5");
        assertThat(stats.json().get("reachable").asBoolean()).isTrue();
    }

    /** The cache key of a portfolio of Amelia's. */
    private static String key(String path) {
        return "portfolio:amelia:" + path.substring(path.lastIndexOf('/') + 1);
    }
}
