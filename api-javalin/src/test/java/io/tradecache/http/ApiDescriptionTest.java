package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That tests fail when the server and its description differ. */
class ApiDescriptionTest {

    private static final URI LIST = URI.create(Api.AMELIA + "/portfolios");
    private static final URI ONE = URI.create(Api.AMELIA + "/portfolios/portfolio_1");
    private static final String API_LIST = "/api/v1/users/{u}/portfolios";
    private static final String OPERATION = "/paths/~1api~1v1~1users~1{u}~1portfolios";

    private final Api api = Api.start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void whatIsAsDescribedPasses() {
        assertThatCode(() -> check(described -> {}, "GET", LIST, null)).doesNotThrowAnyException();
    }

    @Test
    void aPathThatIsNotDescribedIsNoticed() {
        assertThatThrownBy(() -> check(paths -> object(paths, "/paths").remove(API_LIST), "GET", LIST, null))
                .hasMessageContaining("GET " + LIST);
    }

    @Test
    void aMethodThatIsNotDescribedIsNoticed() {
        assertThatThrownBy(() -> check(paths -> object(paths, OPERATION).remove("get"), "GET", LIST, null))
                .hasMessageContaining("GET " + LIST);
    }

    @Test
    void aStatusThatIsNotDescribedIsNoticed() {
        assertThatThrownBy(() -> check(
                        paths ->
                                object(paths, OPERATION + "~1{p}/get/responses").remove("404"),
                        "GET",
                        ONE,
                        null))
                .hasMessageContaining("no such status");
    }

    @Test
    void aFieldThatIsNotDescribedIsNoticed() {
        assertThatThrownBy(() -> check(
                        whole -> object(whole, "/components/schemas/Page/properties")
                                .remove("total"),
                        "GET",
                        LIST,
                        null))
                .hasMessageContaining("total");
    }

    @Test
    void aFieldThatIsMissingIsNoticed() {
        assertThatThrownBy(() -> check(
                        whole -> ((ArrayNode) whole.at("/components/schemas/Page/required")).add("pages"),
                        "GET",
                        LIST,
                        null))
                .hasMessageContaining("pages");
    }

    @Test
    void anotherTypeOfContentIsNoticed() {
        assertThatThrownBy(() -> check(
                        whole -> {
                            ObjectNode content = object(whole, OPERATION + "/get/responses/200/content");
                            content.set("text/plain", content.remove("application/json"));
                        },
                        "GET",
                        LIST,
                        null))
                .hasMessageContaining("application/json");
    }

    @Test
    void aHeaderThatIsMissingIsNoticed() {
        assertThatThrownBy(() -> check(
                        whole -> object(whole, OPERATION + "/get/responses/200/headers")
                                .putObject("Expires")
                                .put("required", true),
                        "GET",
                        LIST,
                        null))
                .hasMessageContaining("no Expires");
    }

    @Test
    void aRequestThatIsTakenThoughItIsNotDescribedIsNoticed() {
        assertThatThrownBy(() -> check(
                        whole -> object(whole, "/components/schemas/NewPortfolio/properties")
                                .remove("currency"),
                        "POST",
                        LIST,
                        "{\"name\":\"Tech\",\"currency\":\"EUR\"}"))
                .hasMessageContaining("request")
                .hasMessageContaining("currency");
        assertThatThrownBy(() -> check(described -> {}, "GET", URI.create(LIST + "?colour=red"), null))
                .hasMessageContaining("no query parameter colour");
    }

    private void check(Consumer<ObjectNode> edit, String method, URI uri, String body) {
        ObjectNode document = new OpenApiDocument().read();
        edit.accept(document);
        Api.Answer answer = api.unchecked(method, uri.toString(), body);
        new ApiDescription(document).check(method, uri, body, answer);
    }

    private static ObjectNode object(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }
}
