package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradecache.http.Api.Answer;
import io.tradecache.testkit.FaultyPersistence;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {

    private static final String KEY = "Idempotency-Key";
    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final String NEW_PORTFOLIO = "{\"name\":\"Growth\"}";
    private static final String NEW_HOLDING = "{\"symbol\":\"AAPL\",\"quantity\":10,\"avg_entry_price\":50}";

    private FaultyPersistence faulty;
    private final Api api = Api.over(
            behind -> {
                faulty = new FaultyPersistence(behind);
                return faulty.persistence();
            },
            UnaryOperator.identity());

    @AfterEach
    void close() {
        api.close();
    }

    private void assertReplayed(Answer first, Answer second) {
        assertThat(first.status()).as(first.body()).isIn(200, 201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.body()).isEqualTo(first.body());
        for (String header : List.of(
                "Location", "Content-Location", "ETag", "Tradecache-Version", "Content-Type", "Cache-Control")) {
            assertThat(second.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    private Answer assertDoneOnce(String path, String body) {
        Answer first = api.post(path, body, KEY, "op-1");
        api.clock.advance(Duration.ofMinutes(10));
        assertReplayed(first, api.post(path, body, KEY, "op-1"));
        return first;
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 1_000, 4_000, 7_000})
    void aQuotedKeyThatIsTooLongIsRefusedHoweverLongItIs(int length) {
        Answer answer = api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, '"' + "k".repeat(length) + '"');

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.kind()).isEqualTo("invalid-header");
    }

    @Test
    void aPortfolioIsCreatedOnce() {
        assertDoneOnce(PORTFOLIOS, NEW_PORTFOLIO);

        assertThat(api.get(PORTFOLIOS).json().at("/page/total").intValue()).isEqualTo(1);
    }

    @Test
    void aHoldingIsCreatedOnce() {
        String portfolio = api.portfolio();

        assertDoneOnce(portfolio + "/holdings", NEW_HOLDING);

        assertThat(api.get(portfolio).header("ETag")).isEqualTo("\"v2\"");
    }

    @Test
    void aWatchlistIsCreatedOnce() {
        assertDoneOnce(Api.AMELIA + "/watchlists", "{\"name\":\"Tech\",\"description\":\"Ünïcödé 𝄞\"}");

        assertThat(api.get(Api.AMELIA + "/watchlists").json().at("/page/total").intValue())
                .isEqualTo(1);
    }

    @Test
    void anItemIsAddedOnceAndItsAnswerShowsThePriceOfThatMoment() {
        String watchlist = api.watchlist();
        api.price("AAPL", "150.25");
        Answer first = api.post(watchlist + "/items", "{\"stock_symbol\":\"AAPL\"}", KEY, "op-1");
        api.price("AAPL", "99");

        Answer second = api.post(watchlist + "/items", "{\"stock_symbol\":\"AAPL\"}", KEY, "op-1");

        assertReplayed(first, second);
        assertThat(second.number("current_price")).isEqualByComparingTo("150.25");
        assertThat(second.text("status")).isEqualTo("confirmed");
    }

    @Test
    void anItemIsAddedOnceByTheShortPathToo() {
        String watchlist = api.watchlist();

        assertDoneOnce(
                "/api/v1/watchlists" + watchlist.substring(watchlist.lastIndexOf('/')) + "/items",
                "{\"symbol\":\"AAPL\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {",\"avg_entry_price\":100", "", ",\"on_existing\":\"merge\""})
    void anItemIsMovedOnceAlthoughItIsGoneAfterThat(String how) {
        String portfolio = api.portfolio();
        String id = portfolio.substring(portfolio.lastIndexOf('/') + 1);
        if (how.contains("merge")) {
            api.holding(portfolio, "AAPL");
        }
        api.price("AAPL", "150.25");
        String item = api.item(api.watchlist(), "AAPL");

        Answer moved = assertDoneOnce(
                item + "/move-to-portfolio", "{\"portfolio_id\":\"" + id + "\",\"quantity\":3" + how + "}");

        assertThat(moved.number("quantity")).isEqualByComparingTo(how.contains("merge") ? "13" : "3");
        assertThat(api.get(portfolio).json().get("holdings")).hasSize(1);
        assertThat(api.get(item).status()).isEqualTo(404);
    }

    @Test
    void theAnswerIsGivenAgainAlsoWhenWhatWasCreatedIsGone() {
        Answer first = api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1");
        api.delete(first.header("Location"), "If-Match", "*");

        assertReplayed(first, api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1"));
        assertThat(api.get(first.header("Location")).status()).isEqualTo(404);
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String portfolio = api.portfolio();
        api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1");

        for (Answer other : List.of(
                api.post(PORTFOLIOS, "{\"name\": \"Growth\"}", KEY, "op-1"),
                api.post(Api.AMELIA + "/watchlists", NEW_PORTFOLIO, KEY, "op-1"),
                api.post(portfolio + "/holdings", NEW_HOLDING, KEY, "op-1"))) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.kind()).isEqualTo("idempotency-key-reused");
        }
        assertThat(api.get(PORTFOLIOS).json().at("/page/total").intValue()).isEqualTo(2);
    }

    @Test
    void usersDoNotShareKeys() {
        api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1");

        Answer other = api.post("/api/v1/users/other/portfolios", NEW_PORTFOLIO, KEY, "op-1");

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void requestsWithoutAKeyAreAllDone() {
        api.post(PORTFOLIOS, NEW_PORTFOLIO);
        api.post(PORTFOLIOS, NEW_PORTFOLIO);

        assertThat(api.get(PORTFOLIOS).json().at("/page/total").intValue()).isEqualTo(2);
    }

    @Test
    void whatWasRefusedIsTriedAgain() {
        String portfolio = api.portfolio();
        String holding = api.holding(portfolio, "AAPL");
        assertThat(api.post(portfolio + "/holdings", NEW_HOLDING, KEY, "op-1").status())
                .isEqualTo(409);
        assertThat(api.post(portfolio + "/holdings", "{}", KEY, "op-1").status())
                .isEqualTo(422);
        api.delete(holding, "If-Match", "*");

        Answer again = api.post(portfolio + "/holdings", NEW_HOLDING, KEY, "op-1");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void whatFailedIsTriedAgainAndNothingIsThereTwice() {
        faulty.failCommits();
        assertThat(api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1").status()).isEqualTo(503);
        faulty.heal();

        assertThat(api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1").status()).isEqualTo(201);
        assertThat(api.get(PORTFOLIOS).json().at("/page/total").intValue()).isEqualTo(1);
    }

    @Test
    void theKeyMayBeQuoted() {
        Answer first = api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "a\"b\\");

        assertReplayed(first, api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, " \"a\\\"b\\\\\" "));
    }

    @Test
    void aKeyHasUpToTwoHundredAndFiftyFiveCharacters() {
        assertThat(api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "k".repeat(255)).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "two words", "\"two words\"", "long"})
    void aKeyOfAnotherFormIsRefused(String key) {
        Answer answer = api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, key.equals("long") ? "k".repeat(256) : key);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.kind()).isEqualTo("invalid-header");
        assertThat(answer.text("detail")).contains(KEY).contains("255");
    }

    @Test
    void ofManyEqualRequestsAtOnceOneIsDoneAndAllAreAnsweredAlike() {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> api.post(PORTFOLIOS, NEW_PORTFOLIO, KEY, "op-1"), threads))
                    .toList();

            assertThat(answers.stream().map(CompletableFuture::join).map(Answer::body))
                    .hasSize(16)
                    .containsOnly(answers.get(0).join().body());
        } finally {
            threads.shutdownNow();
        }
        assertThat(api.get(PORTFOLIOS).json().at("/page/total").intValue()).isEqualTo(1);
    }
}
