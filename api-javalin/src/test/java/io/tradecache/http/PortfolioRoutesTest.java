package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortfolioRoutesTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void aCreatedPortfolioIsAnsweredWithItsPlaceItsTagAndItsVersion() {
        Api.Answer created = api.post(Api.AMELIA + "/portfolios", "{\"name\":\" Retirement \",\"currency\":\"eur\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location"))
                .isEqualTo(Api.AMELIA + "/portfolios/" + created.text("portfolio_id"))
                .contains("/portfolio_");
        assertThat(created.header("ETag")).isEqualTo("\"v1\"");
        assertThat(created.header("Tradecache-Version")).isEqualTo("1");
        assertThat(created.header("Tradecache-Invalidation")).isEmpty();
        assertThat(created.text("name")).isEqualTo("Retirement");
        assertThat(created.text("currency")).isEqualTo("EUR");
        assertThat(created.text("user_id")).isEqualTo("amelia");
        assertThat(created.json().get("description").isNull()).isTrue();
        assertThat(created.json().get("holdings")).isEmpty();
        assertThat(created.text("created_at")).isEqualTo("2026-03-09T14:30:00Z");
    }

    @Test
    void theListShowsAllPortfoliosAndThePage() {
        api.portfolio();
        api.portfolio();

        Api.Answer list = api.get(Api.AMELIA + "/portfolios");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text("user_id")).isEqualTo("amelia");
        assertThat(list.json().get("portfolios")).hasSize(2);
        assertThat(list.json().at("/portfolios/0/holding_count").intValue()).isZero();
        assertThat(list.json().get("page").toString()).isEqualTo("{\"limit\":50,\"next_cursor\":null,\"total\":2}");
        assertThat(api.get("/api/v1/portfolios/amelia").body()).isEqualTo(list.body());
    }

    @Test
    void aUserWithoutPortfoliosHasAnEmptyList() {
        Api.Answer list = api.get("/api/v1/users/nobody/portfolios");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().get("portfolios")).isEmpty();
    }

    @Test
    void aPortfolioIsReadFromItsSourceFirstAndFromTheCacheThen() {
        String portfolio = api.portfolio();

        Api.Answer first = api.get(portfolio);
        Api.Answer second = api.get(portfolio);

        assertThat(first.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
        assertThat(second.header("Cache-Status")).isEqualTo("tradecache; hit; detail=near");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("ETag")).isEqualTo("\"v1\"");
        assertThat(second.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(second.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void whoAsksForAFreshCopyGetsOne() {
        String portfolio = api.portfolio();
        api.get(portfolio);

        Api.Answer fresh = api.get(portfolio, "Cache-Control", "max-age=0, No-Cache");

        assertThat(fresh.header("Cache-Status")).isEqualTo("tradecache; fwd=miss");
    }

    @Test
    void aDemandedVersionPassesOverAnythingOlderInTheCache() {
        String portfolio = api.portfolio();
        api.get(portfolio);

        assertThat(api.get(portfolio, "Tradecache-Min-Version", "1").header("Cache-Status"))
                .isEqualTo("tradecache; hit; detail=near");
        assertThat(api.get(portfolio, "Tradecache-Min-Version", "2").header("Cache-Status"))
                .isEqualTo("tradecache; fwd=miss");
        assertThat(api.get(portfolio, "Tradecache-Min-Version", "two").kind()).isEqualTo("invalid-header");
    }

    @Test
    void aChangeTouchesOnlyTheFieldsThatWereGiven() {
        String portfolio = api.post(Api.AMELIA + "/portfolios", "{\"name\":\"Old\",\"description\":\"For later\"}")
                .header("Location");

        Api.Answer changed = api.patch(portfolio, "{\"name\":\"New\",\"expected_version\":1}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("New");
        assertThat(changed.text("description")).isEqualTo("For later");
        assertThat(changed.json().get("version").intValue()).isEqualTo(2);
        assertThat(changed.header("ETag")).isEqualTo("\"v2\"");
        assertThat(changed.header("Tradecache-Version")).isEqualTo("2");
        assertThat(changed.time("updated_at")).isAfter(changed.time("created_at"));
        assertThat(api.get(portfolio).body()).isEqualTo(changed.body());
    }

    @Test
    void aNullClearsWhatMayBeMissing() {
        String portfolio = api.post(Api.AMELIA + "/portfolios", "{\"name\":\"Old\",\"description\":\"For later\"}")
                .header("Location");

        Api.Answer changed = api.patch(portfolio, "{\"description\":null}", "If-Match", "\"v1\"");

        assertThat(changed.json().get("description").isNull()).isTrue();
        assertThat(changed.text("name")).isEqualTo("Old");
    }

    @Test
    void aDeletedPortfolioIsGoneFromThePathAndTheList() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        api.get(Api.AMELIA + "/portfolios");

        Api.Answer deleted = api.delete(portfolio, "If-Match", "\"v1\"");

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.header("Tradecache-Version")).isEqualTo("2");
        assertThat(api.get(portfolio).status()).isEqualTo(404);
        assertThat(api.get(Api.AMELIA + "/portfolios").json().get("portfolios")).isEmpty();
    }

    @Test
    void anotherUsersPortfolioIsNotFound() {
        String portfolio = api.portfolio();
        api.get(portfolio);
        String asBruno = portfolio.replace("/amelia/", "/bruno/");

        assertThat(api.get(asBruno).status()).isEqualTo(404);
        assertThat(api.get(asBruno + "/holdings").status()).isEqualTo(404);
        assertThat(api.get(asBruno + "/real-time").status()).isEqualTo(404);
        assertThat(api.get(asBruno + "/analytics").status()).isEqualTo(404);
        assertThat(api.patch(asBruno, "{\"name\":\"Mine\"}", "If-Match", "*").status())
                .isEqualTo(404);
        assertThat(api.delete(asBruno, "If-Match", "\"v1\"").status()).isEqualTo(404);
        assertThat(api.get(portfolio).text("name")).isEqualTo("Retirement");
    }

    @Test
    void aWriteThatTheCacheCouldNotBeToldOfSaysSo() {
        String portfolio = api.portfolio();
        api.cache.fail();

        Api.Answer changed = api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", "\"v1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("Tradecache-Invalidation")).isEqualTo("pending");
    }

    @Test
    void theHeadOfAReadIsThatOfItsGet() {
        String portfolio = api.portfolio();
        Api.Answer get = api.get(portfolio);

        Api.Answer head = api.send("HEAD", portfolio, null);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("ETag")).isEqualTo("\"v1\"");
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
    }
}
