package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

    private final Api api = Api.start();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/market/sessions?from=today&to=tomorrow,            /from /to",
        "/market/sessions?from=2026-01-05&from=2026-01-06,   /from",
        "/prices/AAPL/history?from=today&to=2026-13-01,      /from /to",
        "/refresh-policy,                                    /symbol /data_type",
        "/refresh-policy?symbol=*&data_type=price,           /symbol /data_type",
        "/users/amelia/portfolios?limit=0&sort=size,         /limit /sort",
    })
    void everythingThatIsAmissWithAQueryIsToldAtOnce(String path, String pointers) {
        Api.Answer answer = api.get("/api/v1" + path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.kind()).isEqualTo("invalid-query");
        List<String> told = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> told.add(error.get("pointer").asText()));
        assertThat(told).containsExactlyInAnyOrder(pointers.split(" "));
    }
}
