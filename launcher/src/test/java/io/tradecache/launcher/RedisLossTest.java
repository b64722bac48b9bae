package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.embedded.EmbeddedRedis;
import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Redis dies while requests run. Nobody may notice but by {@code Cache-Status}. */
class RedisLossTest {

    /** What depends on the time of the answer, and not on what was asked for. */
    private static final Set<String> TIMELY = Set.of(
            "age_ms",
            "as_of",
            "received_at",
            "traded_at",
            "price",
            "current_price",
            "change",
            "change_pct",
            "volume",
            "freshness",
            "market_value",
            "unrealized_pl",
            "unrealized_pl_pct",
            "day_change",
            "day_change_pct",
            "weight",
            "weights",
            "daily_change",
            "daily_change_pct",
            "allocation",
            "concentration",
            "volatility",
            "max_drawdown",
            "best",
            "worst",
            "distance_to_target_pct",
            "total",
            "totals");

    private static final Duration LONGEST = Duration.ofMillis(300);
    /** Of several on a machine that is busy, one is hardly held up. */
    private static final int ROUNDS = 3;

    @Test
    void everyEndpointAnswersAsBeforeAndRedisIsUsedAgainOnceItIsBack() throws Exception {
        try (EmbeddedRedis redis = TestServers.ownRedis();
                RunningNode node = RunningNode.asShipped(redis.uri())) {
            Http http = node.http();
            List<String> paths = paths(http);
            List<Answer> before = new ArrayList<>();
            paths.forEach(path -> before.add(http.get(path)));

            AtomicBoolean over = new AtomicBoolean();
            ExecutorService reader = Executors.newSingleThreadExecutor();
            Future<Integer> failures = reader.submit(() -> failuresUntil(over, node.http(), paths));
            try {
                List<Duration> shortest = new ArrayList<>(Collections.nCopies(paths.size(), Duration.ofDays(1)));
                for (int round = 0; round < ROUNDS; round++) {
                    redis.kill();
                    http.get(paths.get(0));
                    for (int i = 0; i < paths.size(); i++) {
                        Duration took = answersAsBefore(http, paths.get(i), before.get(i));
                        shortest.set(i, Collections.min(List.of(took, shortest.get(i))));
                    }
                    Answer written = http.post("/api/v1/users/bob/portfolios", "{\"name\":\"Meanwhile\"}");
                    assertThat(written.status()).isEqualTo(201);

                    redis.restart();
                    await().atMost(20, TimeUnit.SECONDS)
                            .untilAsserted(
                                    () -> assertThat(http.get(paths.get(9)).cacheStatus())
                                            .contains("detail=redis"));
                }
                for (int i = 0; i < paths.size(); i++) {
                    assertThat(shortest.get(i)).as(paths.get(i)).isLessThan(LONGEST);
                }
            } finally {
                over.set(true);
                reader.shutdown();
            }
            assertThat(failures.get(20, TimeUnit.SECONDS)).isZero();
        }
    }

    /** How long the answer took. */
    private static Duration answersAsBefore(Http http, String path, Answer before) {
        long begun = System.nanoTime();
        Answer answer = http.get(path);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(answer.status()).as(path).isEqualTo(before.status());
        assertThat(untimely(answer.json())).as(path).isEqualTo(untimely(before.json()));
        assertThat(answer.cacheStatus()).containsAnyOf("fwd=bypass", "detail=near");
        return took;
    }

    private static List<String> paths(Http http) {
        String ada = "/api/v1/users/ada";
        String portfolio = http.post(ada + "/portfolios", "{\"name\":\"P\"}").location();
        String holding = http.post(
                        portfolio + "/holdings", "{\"stock_symbol\":\"AAPL\",\"quantity\":10,\"avg_entry_price\":50}")
                .location();
        String watchlist = http.post(ada + "/watchlists", "{\"name\":\"W\"}").location();
        http.post(watchlist + "/items", "{\"stock_symbol\":\"MSFT\"}");
        return List.of(
                ada + "/portfolios",
                portfolio,
                portfolio + "/holdings",
                holding,
                portfolio + "/real-time",
                portfolio + "/analytics",
                ada + "/watchlists",
                watchlist,
                watchlist + "/real-time",
                "/api/v1/prices/AAPL",
                "/api/v1/portfolios/ada",
                "/api/v1/watchlists/ada");
    }

    private static int failuresUntil(AtomicBoolean over, Http http, List<String> paths) {
        int failures = 0;
        while (!over.get()) {
            for (String path : paths) {
                failures += http.get(path).status() == 200 ? 0 : 1;
            }
        }
        return failures;
    }

    private static JsonNode untimely(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove(TIMELY);
        }
        answer.forEach(RedisLossTest::untimely);
        return answer;
    }
}
