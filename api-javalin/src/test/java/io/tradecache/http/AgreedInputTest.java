package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tradecache.http.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server takes of a text at its limits is what the document says, and what it refuses is not. */
class AgreedInputTest {

    private static final String PORTFOLIOS = Api.AMELIA + "/portfolios";
    private static final String ROCKET = "🚀";

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void names() {
        agree(
                "/components/schemas/Name",
                List.of("n".repeat(100), ROCKET.repeat(100), " n ", "\n n\t", " ".repeat(99) + "n", "n\u00e9"),
                List.of("", " ", "\n", "n".repeat(101), ROCKET.repeat(101), " " + "n".repeat(100), "a\nb", "a\u0085b"),
                name -> api.unchecked("POST", PORTFOLIOS, body("name", name)));
    }

    @Test
    void descriptions() {
        agree(
                "/components/schemas/Description",
                List.of("", " ", "a\nb\t", ROCKET.repeat(1_000), " ".repeat(1_000)),
                List.of(" ".repeat(1_001), "d".repeat(1_001), " " + "d".repeat(1_000), "a\u0007b"),
                text -> api.unchecked(
                        "POST", PORTFOLIOS, body("description", text).replace("{", "{\"name\":\"N\",")));
    }

    @Test
    void currencies() {
        agree(
                "/components/schemas/CurrencyAsSent",
                List.of("USD", "usd", " eur "),
                List.of("", "US", "USDT", "U D"),
                text -> api.unchecked("POST", PORTFOLIOS, body("currency", text).replace("{", "{\"name\":\"N\",")));
    }

    @Test
    void searches() {
        agree(
                "/components/parameters/Q/schema",
                List.of("", "a", "q".repeat(100), ROCKET.repeat(100)),
                List.of("q".repeat(101), " " + "q".repeat(100)),
                text -> api.unchecked(
                        "GET", PORTFOLIOS + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8), null));
    }

    @Test
    void idempotencyKeys() {
        agree(
                "/components/parameters/IdempotencyKey/schema",
                List.of("k", "k".repeat(255), quoted("k"), quoted("k".repeat(255)), quoted("\\\"\\\\"), "\"k", "k\""),
                List.of("\"\"", "two words", quoted("two words"), "k".repeat(256), quoted("k".repeat(256))),
                key -> api.post(PORTFOLIOS, "{\"name\":\"N\"}", "Idempotency-Key", key));
    }

    private void agree(String pointer, List<String> good, List<String> bad, Function<String, Answer> sent) {
        JsonNode schema = ApiDescription.SERVED.document().at(pointer);
        assertThat(good).allSatisfy(text -> {
            assertThat(ApiDescription.SERVED.schemas().errorsOfText(schema, text))
                    .isEmpty();
            assertThat(sent.apply(text).status()).isBetween(200, 201);
        });
        assertThat(bad).allSatisfy(text -> {
            assertThat(ApiDescription.SERVED.schemas().errorsOfText(schema, text))
                    .isNotEmpty();
            assertThat(sent.apply(text).status()).isBetween(400, 422);
        });
    }

    private static String body(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value).toString();
    }

    private static String quoted(String key) {
        return '"' + key + '"';
    }
}
