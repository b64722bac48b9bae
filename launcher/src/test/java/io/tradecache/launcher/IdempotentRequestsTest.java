package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.embedded.TestDatabase;
import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Http.Answer;
import io.tradecache.launcher.Settings.Market;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests with an {@code Idempotency-Key} on a real database, sent to several nodes and many times at once. */
class IdempotentRequestsTest {

    private static final String PORTFOLIOS = "/api/v1/users/amelia/portfolios";
    private static final int THREADS = 16;
    private static final int ROUNDS = 20;

    @Test
    void anAnswerIsGivenAgainByAnotherNodeAfterTheFirstOneIsGone() {
        URI redis = TestServers.freshRedis();
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode london = new RunningNode(redis, database, Market.SIM)) {
            Answer first;
            try (RunningNode newYork = new RunningNode(redis, database, Market.SIM)) {
                first = newYork.http().post(PORTFOLIOS, "{\"name\":\"Growth\"}", "op-1");
            }

            Answer second = london.http().post(PORTFOLIOS, "{\"name\":\"Growth\"}", "op-1");

            assertThat(first.status()).isEqualTo(201);
            assertThat(second).isEqualTo(first);
            assertThat(london.http().get(PORTFOLIOS).json().at("/page/total").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void ofEqualRequestsToTwoNodesAtOnceOneIsDoneAndAllAreAnsweredAlike() {
        URI redis = TestServers.freshRedis();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (TestDatabase database = TestServers.freshDatabase();
                RunningNode newYork = new RunningNode(redis, database, Market.SIM);
                RunningNode london = new RunningNode(redis, database, Market.SIM)) {
            List<Http> nodes = List.of(newYork.http(), london.http());
            String portfolio =
                    nodes.get(0).post(PORTFOLIOS, "{\"name\":\"Growth\"}").location();
            List<Answer> first = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                String body = "{\"symbol\":\"S" + round + "\",\"quantity\":1,\"avg_entry_price\":1}";
                String key = "round-" + round;
                List<CompletableFuture<Answer>> answers = IntStream.range(0, THREADS)
                        .mapToObj(i -> CompletableFuture.supplyAsync(
                                () -> nodes.get(i % 2).post(portfolio + "/holdings", body, key), threads))
                        .toList();
                first.add(answers.get(0).join());
                assertThat(answers.stream().map(CompletableFuture::join))
                        .hasSize(THREADS)
                        .containsOnly(answers.get(0).join());
            }

            assertThat(first).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
            assertThat(nodes.get(1).get(portfolio).json().get("holdings")).hasSize(ROUNDS);
            assertThat(nodes.get(1).get(portfolio).etag()).isEqualTo("\"v" + (ROUNDS + 1) + "\"");
        } finally {
            threads.shutdownNow();
        }
    }
}
