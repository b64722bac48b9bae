package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalRequestsTest {

    private static final int ROUNDS = 200;

    private final Api api = Api.start();
    private String portfolio;

    @BeforeEach
    void createPortfolio() {
        portfolio = api.portfolio();
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "W/\"v1\"", "*", "\"v0\", \"v1\"", "\"x\",W/\"v1\""})
    void whoHasTheVersionAlreadyIsSentNothing(String tags) {
        Api.Answer answer = api.get(portfolio, "If-None-Match", tags);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).isEqualTo("\"v1\"");
        assertThat(answer.header("Cache-Status")).startsWith("tradecache; ");
        assertThat(answer.header("Content-Type")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v2\"", "v1", "\"v1", "\"V1\""})
    void whoHasAnotherVersionIsSentThePresentOne(String tags) {
        assertThat(api.get(portfolio, "If-None-Match", tags).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300, 2_300})
    void aListOfTagsMayBeAsLongAsAHeader(int more) {
        String others = ",\"\"".repeat(more);

        assertThat(api.get(portfolio, "If-None-Match", "\"v1\"" + others).status())
                .isEqualTo(304);
        assertThat(api.get(portfolio, "If-None-Match", "\"v2\"" + others).status())
                .isEqualTo(200);
        assertThat(api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", "\"v2\"" + others)
                        .status())
                .isEqualTo(412);
    }

    @Test
    void everySingleResourceCanBeAskedForConditionally() {
        String watchlist = api.watchlist();
        String item = api.item(watchlist, "AAPL");
        String holding = api.holding(portfolio, "AAPL");

        assertThat(List.of(holding, item))
                .allSatisfy(path -> assertThat(
                                api.get(path, "If-None-Match", "\"v1\"").status())
                        .isEqualTo(304));
        assertThat(List.of(portfolio, watchlist))
                .allSatisfy(path -> assertThat(
                                api.get(path, "If-None-Match", "\"v2\"").status())
                        .isEqualTo(304));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v1\"", "*", "\"v7\", \"v1\"", " \"v1\" , \"abc\""})
    void aWriteFromThePresentVersionGoesThrough(String tags) {
        assertThat(api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", tags).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v2\"", "W/\"v1\"", "\"abc\"", "\"v7\", \"v8\"", "\"1\""})
    void aWriteFromAnotherVersionIsRefusedWithThePresentOne(String tags) {
        Api.Answer refused = api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", tags);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.json().at("/current/version").intValue()).isEqualTo(1);
        assertThat(refused.json().at("/current/name").asText()).isEqualTo("Retirement");
        assertThat(refused.header("ETag")).isEqualTo("\"v1\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"v2\" | 2", "\"v7\", \"v8\" | 7", "\"abc\", \"v7\" | 7"},
            quoteCharacter = '`')
    void whoIsRefusedIsToldTheVersionThatTheyNamed(String tags, long version) {
        assertThat(refusal(tags).at("/expected_version").longValue()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"v1\"", "\"abc\"", "\"v0\"", "\"1\""})
    void whoNamedNoVersionIsToldNone(String tags) {
        assertThat(refusal(tags).has("current")).isTrue();
        assertThat(refusal(tags).has("expected_version")).isFalse();
    }

    private JsonNode refusal(String tags) {
        return api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", tags).json();
    }

    @Test
    void entityTagsMayComeInSeveralLines() {
        HttpRequest.Builder write = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + portfolio))
                .header("If-Match", "\"v7\"")
                .header("If-Match", "\"v1\"")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\":\"New\"}"));
        HttpRequest.Builder read = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + portfolio))
                .header("If-None-Match", "\"v1\"")
                .header("If-None-Match", "W/\"v2\"");

        assertThat(api.send(write.build()).status()).isEqualTo(200);
        assertThat(api.send(read.build()).status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "1", "\"v1", "\"v1\" \"v2\"", "*, \"v1\""})
    void aMalformedPreconditionIsABadRequest(String tags) {
        Api.Answer refused = api.patch(portfolio, "{\"name\":\"New\"}", "If-Match", tags);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.kind()).isEqualTo("invalid-header");
    }

    @Test
    void everyWriteOfSomethingVersionedNeedsAVersion() {
        String holding = api.holding(portfolio, "AAPL");
        String watchlist = api.watchlist();
        String item = api.item(watchlist, "AAPL");
        String order = "{\"item_ids\":[\"" + item.substring(item.lastIndexOf('/') + 1) + "\"]}";
        List<Api.Answer> refusals = List.of(
                api.patch(portfolio, "{\"name\":\"New\"}"),
                api.patch(holding, "{\"quantity\":1}"),
                api.patch(watchlist, "{\"name\":\"New\"}"),
                api.patch(item, "{\"notes\":\"New\"}"),
                api.put(watchlist + "/items/order", order),
                api.delete(portfolio),
                api.delete(holding),
                api.delete(watchlist),
                api.delete(item));

        assertThat(refusals).allSatisfy(refusal -> {
            assertThat(refusal.status()).isEqualTo(428);
            assertThat(refusal.kind()).isEqualTo("precondition-required");
        });
    }

    @Test
    void headerAndBodyMayBothNameTheVersionButNotContradictEachOther() {
        Api.Answer contradicted =
                api.patch(portfolio, "{\"name\":\"New\",\"expected_version\":2}", "If-Match", "\"v1\"");
        Api.Answer agreed = api.patch(portfolio, "{\"name\":\"New\",\"expected_version\":1}", "If-Match", "\"v1\"");

        assertThat(contradicted.status()).isEqualTo(422);
        assertThat(agreed.status()).isEqualTo(200);
    }

    @Test
    void ofTwoWritersFromOneVersionExactlyOneWins() throws Exception {
        String holding = api.holding(portfolio, "AAPL");
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int version = 1; version <= ROUNDS; version++) {
                String tag = "\"v" + version + "\"";
                Callable<Integer> write = () -> api.patch(holding, "{\"notes\":\"mine\"}", "If-Match", tag)
                        .status();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Integer> outcome : writers.invokeAll(List.of(write, write))) {
                    statuses.add(outcome.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 412);
            }
        } finally {
            writers.shutdown();
        }
        assertThat(api.get(holding).header("ETag")).isEqualTo("\"v" + (ROUNDS + 1) + "\"");
    }
}
