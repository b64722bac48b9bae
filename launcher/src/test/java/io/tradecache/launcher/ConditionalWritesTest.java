package io.tradecache.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.embedded.TestServers;
import io.tradecache.launcher.Http.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many clients change one holding of a real database at once, each from the version that it knows. No change is lost, and
 * who comes too late is shown what came before. With {@code -Dtradecache.soak=true} each makes a thousand attempts.
 */
class ConditionalWritesTest {

    private static final int THREADS = 16;
    private static final int ROUNDS = Boolean.getBoolean("tradecache.soak") ? 1_000 : 50;

    @Test
    void noChangeIsLostAndEveryLoserIsShownWhatIsThere() {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (RunningNode node = new RunningNode(TestServers.freshRedis())) {
            Http http = node.http();
            String portfolio = http.post("/api/v1/users/amelia/portfolios", "{\"name\":\"Growth\"}")
                    .location();
            Answer created =
                    http.post(portfolio + "/holdings", "{\"symbol\":\"AAPL\",\"quantity\":1,\"avg_entry_price\":1}");
            List<CompletableFuture<Integer>> clients = IntStream.range(0, THREADS)
                    .mapToObj(client ->
                            CompletableFuture.supplyAsync(() -> writes(http, created.location(), client), threads))
                    .toList();
            int successes = clients.stream().mapToInt(CompletableFuture::join).sum();

            Answer holding = http.get(created.location());
            assertThat(successes).isPositive().isLessThanOrEqualTo(THREADS * ROUNDS);
            assertThat(holding.json().get("version").intValue()).isEqualTo(successes + 1);
            assertThat(http.get(portfolio).etag()).isEqualTo("\"v" + (successes + 2) + "\"");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Makes all attempts of a client, each from the newest version that it was told of. */
    private static int writes(Http http, String holding, int client) {
        int successes = 0;
        long version = 1;
        for (int round = 0; round < ROUNDS; round++) {
            String notes = client + " in round " + round;
            Answer answer = http.patch(holding, "{\"notes\":\"" + notes + "\"}", "\"v" + version + "\"");
            if (answer.status() == 200) {
                successes++;
                assertThat(answer.text("notes")).isEqualTo(notes);
                assertThat(answer.json().get("version").longValue()).isEqualTo(version + 1);
                version++;
            } else {
                version = shown(answer, version);
            }
        }
        return successes;
    }

    /** The version that a loser is told of. */
    private static long shown(Answer answer, long expected) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(412);
        JsonNode problem = answer.json();
        JsonNode current = problem.get("current");
        assertThat(problem.get("type").asText()).isEqualTo("urn:tradecache:problem:version-conflict");
        assertThat(problem.get("detail").asText()).isEqualTo("Holding was modified by another process");
        assertThat(problem.get("expected_version").longValue()).isEqualTo(expected);
        assertThat(current.fieldNames())
                .toIterable()
                .contains("holding_id", "stock_symbol", "quantity", "avg_entry_price", "notes", "updated_at");
        assertThat(current.get("version").longValue()).isGreaterThan(expected);
        assertThat(answer.etag()).isEqualTo("\"v" + current.get("version") + "\"");
        return current.get("version").longValue();
    }
}
