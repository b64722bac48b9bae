package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache that fails is seen in one header, and nowhere else. */
class CacheTroubleTest {

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void everyReadAnswersTheSameWithAndWithoutTheCache() {
        api.price("AAPL", "110");
        String portfolio = api.portfolio();
        String holding = api.holding(portfolio, "AAPL");
        String watchlist = api.watchlist();
        String item = api.item(watchlist, "AAPL");
        List<String> paths = List.of(
                Api.AMELIA + "/portfolios",
                portfolio,
                portfolio + "/holdings",
                holding,
                portfolio + "/real-time",
                portfolio + "/analytics",
                portfolio + "/holdings/holding_none",
                Api.AMELIA + "/watchlists",
                watchlist,
                watchlist + "/real-time",
                item,
                "/api/v1/prices/AAPL",
                "/api/v1/prices/NOPE");
        for (String path : paths) {
            api.get(path);
            Api.Answer cached = api.get(path);
            api.cache.fail();
            Api.Answer bypassed = api.get(path);
            api.cache.heal();

            assertThat(bypassed.status()).as(path).isEqualTo(cached.status());
            if (cached.status() == 200) {
                assertThat(bypassed.body()).as(path).isEqualTo(cached.body());
                assertThat(bypassed.header("ETag")).as(path).isEqualTo(cached.header("ETag"));
                assertThat(cached.header("Cache-Status")).as(path).isEqualTo("tradecache; hit; detail=near");
                assertThat(bypassed.header("Cache-Status")).as(path).isEqualTo("tradecache; fwd=bypass");
            }
        }
    }

    @Test
    void everyWriteGoesThroughWithoutTheCache() {
        api.price("AAPL", "110");
        api.cache.fail();

        String portfolio = api.portfolio();
        String holding = api.holding(portfolio, "MSFT");
        String watchlist = api.watchlist();
        String item = api.item(watchlist, "AAPL");
        String id = portfolio.substring(portfolio.lastIndexOf('/') + 1);

        assertThat(api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", "*").status())
                .isEqualTo(200);
        assertThat(api.patch(holding, "{\"quantity\":1}", "If-Match", "\"v1\"").status())
                .isEqualTo(200);
        assertThat(api.patch(holding, "{\"quantity\":1}", "If-Match", "\"v1\"").status())
                .isEqualTo(412);
        assertThat(api.post(item + "/move-to-portfolio", "{\"portfolio_id\":\"" + id + "\",\"quantity\":1}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post("/api/v1/prices/real-time", "{\"symbols\":[\"AAPL\"]}")
                        .header("Cache-Status"))
                .isEqualTo("tradecache; fwd=bypass");
        assertThat(api.delete(holding, "If-Match", "*").status()).isEqualTo(204);
        assertThat(api.delete(watchlist, "If-Match", "*").status()).isEqualTo(204);
        assertThat(api.get(portfolio).json().get("holdings")).hasSize(1);
    }
}
