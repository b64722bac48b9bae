package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.http.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {

    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final Api api = Api.start();

    @AfterEach
    void close() {
        api.close();
    }

    private void portfolios(String... names) {
        for (String name : names) {
            assertThat(api.post(PORTFOLIOS, "{\"name\":\"" + name + "\"}").status())
                    .isEqualTo(201);
            api.clock.advance(Duration.ofSeconds(1));
        }
    }

    private static List<String> texts(Answer list, String name, String field) {
        assertThat(list.status()).as(list.body()).isEqualTo(200);
        List<String> texts = new ArrayList<>();
        list.json().get(name).forEach(element -> texts.add(element.get(field).asText()));
        return texts;
    }

    private static List<String> names(Answer list) {
        return texts(list, "portfolios", "name");
    }

    private static String next(Answer page) {
        Matcher link = NEXT.matcher(page.header("Link"));
        assertThat(link.matches()).as(page.header("Link")).isTrue();
        return link.group(1);
    }

    @Test
    void aListShowsFiftyAtATimeAndSaysHowManyThereAre() {
        for (int i = 0; i < 51; i++) {
            portfolios("P" + i);
        }

        Answer first = api.get(PORTFOLIOS);
        Answer second = api.get(next(first));

        assertThat(names(first)).hasSize(50).startsWith("P0", "P1");
        assertThat(first.json().at("/page/limit").intValue()).isEqualTo(50);
        assertThat(first.json().at("/page/total").intValue()).isEqualTo(51);
        assertThat(next(first)).endsWith(first.json().at("/page/next_cursor").textValue());
        assertThat(names(second)).containsExactly("P50");
        assertThat(second.json().at("/page/next_cursor").isNull()).isTrue();
        assertThat(second.json().at("/page/total").intValue()).isEqualTo(51);
        assertThat(second.headers().firstValue("Link")).isEmpty();
    }

    @Test
    void aFullPageThatIsTheLastOneHasNoNext() {
        portfolios("A", "B");

        assertThat(api.get(PORTFOLIOS + "?limit=2")
                        .json()
                        .at("/page/next_cursor")
                        .isNull())
                .isTrue();
    }

    @Test
    void theLinkToTheNextPageKeepsTheOtherParameters() {
        portfolios("alpha & one", "beta", "ALPHA & two", "gamma");

        Answer first = api.get(PORTFOLIOS + "?limit=1&q=Alpha%20%26&sort=-name");

        assertThat(names(first)).containsExactly("ALPHA & two");
        assertThat(next(first)).startsWith(PORTFOLIOS + "?limit=1&q=Alpha+%26&sort=-name&cursor=");
        assertThat(names(api.get(next(first)))).containsExactly("alpha & one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created_at  | b,A,c",
                "-created_at | c,A,b",
                "name        | A,b,c",
                "-name       | c,b,A",
            })
    void portfoliosAreSortedByWhatIsAskedFor(String sort, String expected) {
        portfolios("b", "A", "c");

        assertThat(names(api.get(PORTFOLIOS + "?sort=" + sort))).containsExactly(expected.split(","));
        assertThat(names(api.get("/api/v1/portfolios/amelia?sort=" + sort))).containsExactly(expected.split(","));
    }

    @Test
    void whatIsSearchedForStandsInNamesSymbolsAndNotes() {
        String portfolio = api.portfolio();
        api.post(
                portfolio + "/holdings",
                "{\"stock_symbol\":\"AAPL\",\"quantity\":1,\"avg_entry_price\":1,\"notes\":\"Buy the DIP\"}");
        api.holding(portfolio, "MSFT");
        String watchlist = api.watchlist();
        api.item(watchlist, "AAPL");
        api.item(watchlist, "MSFT");

        assertThat(texts(api.get(portfolio + "/holdings?q=the%20dip"), "holdings", "stock_symbol"))
                .containsExactly("AAPL");
        assertThat(texts(api.get(portfolio + "/holdings?q=msf"), "holdings", "stock_symbol"))
                .containsExactly("MSFT");
        assertThat(texts(api.get(watchlist + "/items?q=aa&sort=-position"), "items", "stock_symbol"))
                .containsExactly("AAPL");
        assertThat(texts(api.get(Api.AMELIA + "/watchlists?q=aapl"), "watchlists", "name"))
                .containsExactly("Tech");
        assertThat(texts(api.get("/api/v1/watchlists/amelia?q=nothing"), "watchlists", "name"))
                .isEmpty();
        assertThat(names(api.get(PORTFOLIOS + "?q=%20"))).containsExactly("Retirement");
    }

    @Test
    void numbersAreSortedAsNumbers() {
        String portfolio = api.portfolio();
        for (String[] each : new String[][] {{"AAPL", "9"}, {"MSFT", "10.5"}, {"TSLA", "10.50"}, {"NVDA", "0.1"}}) {
            api.post(
                    portfolio + "/holdings",
                    "{\"stock_symbol\":\"" + each[0] + "\",\"quantity\":" + each[1] + ",\"avg_entry_price\":1}");
        }

        Answer first = api.get(portfolio + "/holdings?sort=-quantity&limit=1");
        List<String> symbols = texts(first, "holdings", "stock_symbol");
        for (Answer page = first; page.headers().firstValue("Link").isPresent(); ) {
            page = api.get(next(page));
            symbols.addAll(texts(page, "holdings", "stock_symbol"));
        }

        // Equal numbers are in the order of their ids, which says nothing of two that were made at one instant.
        assertThat(symbols.subList(0, 2)).containsExactlyInAnyOrder("MSFT", "TSLA");
        assertThat(symbols.subList(2, 4)).containsExactly("AAPL", "NVDA");
    }

    @Test
    void everythingThatIsAmissWithAQueryIsToldAtOnce() {
        Answer answer = api.get(PORTFOLIOS + "?limit=201&sort=price&cursor=abc&q=" + "x".repeat(101));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.kind()).isEqualTo("invalid-query");
        List<String> pointers = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> pointers.add(error.get("pointer").asText()));
        assertThat(pointers).containsExactlyInAnyOrder("/limit", "/sort", "/cursor", "/q");
        assertThat(answer.body())
                .contains("sort must be one of created_at, updated_at, name, holding_count, with - before it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "ten", "", "99999999999", "50&limit=50", "%2050"})
    void aLimitIsAWholeNumberFromOneToTwoHundred(String limit) {
        Answer answer = api.get(PORTFOLIOS + "?limit=" + limit);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/portfolios", "/watchlists"})
    void twoHundredIsALimit(String list) {
        assertThat(api.get(Api.AMELIA + list + "?limit=200")
                        .json()
                        .at("/page/limit")
                        .intValue())
                .isEqualTo(200);
    }

    @Test
    void aCursorOfAnotherOrderOrSearchIsRefused() {
        portfolios("alpha", "beta");
        String cursor = api.get(PORTFOLIOS + "?limit=1&sort=name")
                .json()
                .at("/page/next_cursor")
                .textValue();

        assertThat(names(api.get(PORTFOLIOS + "?sort=name&cursor=" + cursor))).containsExactly("beta");
        for (String other : List.of("", "sort=-name&", "sort=created_at&", "sort=name&q=beta&")) {
            Answer answer = api.get(PORTFOLIOS + "?" + other + "cursor=" + cursor);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("/cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!",
                "null",
                "{}",
                "[]",
                "{\"sort\":\"created_at\",\"q\":\"\",\"value\":null,\"id\":\"portfolio_1\"}",
                "{\"sort\":\"created_at\",\"q\":\"\",\"value\":\"yesterday\",\"id\":\"portfolio_1\"}",
                "{\"sort\":\"holding_count\",\"q\":\"\",\"value\":\"1e9\",\"id\":\"portfolio_1\"}",
                "{\"sort\":{},\"q\":\"\",\"value\":\"\",\"id\":\"\"}",
            })
    void aCursorThatNobodyGaveOutIsRefused(String inside) {
        String encoded = Base64.getUrlEncoder().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
        for (String cursor : List.of(encoded, URLEncoder.encode(inside, StandardCharsets.UTF_8))) {
            Answer answer = api.get(PORTFOLIOS + "?sort=created_at&cursor=" + cursor);
            JsonNode error = answer.json().at("/errors/0");

            assertThat(answer.status()).as(answer.body()).isEqualTo(422);
            assertThat(error.get("pointer").asText()).isEqualTo("/cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%ff", "q=%00", "sort=%00", "limit=%ff", "cursor=%00"})
    void aQueryOfOddBytesIsNoTroubleOfOurs(String query) {
        assertThat(api.get(PORTFOLIOS + "?" + query).status()).isIn(200, 422);
    }
}
