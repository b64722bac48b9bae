package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadDemandTest {

    private final Api api = Api.start();
    private final String portfolio = api.portfolio();
    private final String holding = api.holding(portfolio, "AAPL");
    private final String watchlist = api.watchlist();
    private final String item = api.item(watchlist, "AAPL");

    @AfterEach
    void close() {
        api.close();
    }

    private String source(String path, String... headers) {
        Api.Answer answer = api.get(path, headers);
        assertThat(answer.status()).as(path + answer.body()).isEqualTo(200);
        return answer.header("Cache-Status");
    }

    /** From where a second read is answered, and one with headers of its own. */
    private void assertPassesOver(String path, String... headers) {
        source(path);
        assertThat(source(path)).as(path).contains("hit");
        assertThat(source(path, headers)).as(path).contains("fwd=").doesNotContain("hit");
    }

    @Test
    void everyReadCanBeToldToLoadAfresh() {
        api.price("AAPL", "150.25");
        for (String path : List.of(
                Api.AMELIA + "/portfolios",
                "/api/v1/portfolios/amelia?limit=1",
                portfolio,
                portfolio + "/holdings",
                holding,
                portfolio + "/real-time",
                portfolio + "/analytics",
                Api.AMELIA + "/watchlists",
                watchlist,
                watchlist + "/items",
                item,
                watchlist + "/real-time",
                "/api/v1/prices/AAPL")) {
            assertPassesOver(path, "Cache-Control", "max-age=0, No-Cache");
        }
    }

    @Test
    void everyReadOfSomethingVersionedCanDemandAVersion() {
        for (String path :
                List.of(portfolio, portfolio + "/holdings", holding, watchlist, watchlist + "/items", item)) {
            assertThat(source(path, "Tradecache-Min-Version", "2")).isNotEmpty();
            assertThat(source(path, "Tradecache-Min-Version", "2")).as(path).contains("hit");
            assertPassesOver(path, "Tradecache-Min-Version", "3");
        }
    }
}
