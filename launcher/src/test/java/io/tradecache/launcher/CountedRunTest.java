package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestServers;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a node with a real Redis says at {@code /metrics} of a run of requests that is known in full. */
class CountedRunTest {

    private static final String ADA = "/api/v1/users/ada";

    @Test
    void hitsMissesErrorsAndInvalidationsAreThoseOfTheRun() {
        try (EmbeddedRedis redis = TestServers.ownRedis();
                RunningNode node = new RunningNode(redis.uri())) {
            Http http = node.http();
            Map<String, Double> before = counts(http);
            String portfolio =
                    http.post(ADA + "/portfolios", "{\"name\":\"P\"}").location();
            http.post(portfolio + "/holdings", "{\"stock_symbol\":\"AAPL\",\"quantity\":1,\"avg_entry_price\":1}");
            node.awaitTold();
            http.get(portfolio);
            http.get(portfolio);
            http.get(portfolio);
            http.patch(portfolio, "{\"name\":\"Q\"}", "\"v2\"");
            node.awaitTold();
            http.get(portfolio);
            http.get(portfolio);
            redis.kill();
            http.with("Cache-Control", "no-cache").get(portfolio);

            assertThat(grown(before, counts(http)))
                    .isEqualTo(Map.of(
                            "cache_hits_total{family=\"portfolio\"}", 3.0,
                            "cache_misses_total{family=\"portfolio\"}", 3.0,
                            "cache_errors_total{family=\"portfolio\",operation=\"find\"}", 1.0,
                            "cache_invalidations_total{operation=\"create_portfolio\"}", 1.0,
                            "cache_invalidations_total{operation=\"create_holding\"}", 1.0,
                            "cache_invalidations_total{operation=\"update_portfolio\"}", 1.0));
        }
    }

    /** What requests alone can cause: the node itself reads no portfolio. */
    private static Map<String, Double> counts(Http http) {
        return http.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.matches(
                        "cache_(hits|misses|errors)_total\\{family=\"portfolio\".*" + "|cache_invalidations_total.*"))
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Double.parseDouble(words[1])));
    }

    private static Map<String, Double> grown(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> grown = new TreeMap<>(after);
        before.forEach((series, value) -> grown.computeIfPresent(series, (same, now) -> now - value));
        grown.values().removeIf(value -> value == 0);
        return grown;
    }
}
