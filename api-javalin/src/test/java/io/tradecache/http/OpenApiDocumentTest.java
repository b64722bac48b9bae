package io.tradecache.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document by itself, whatever the server does. */
class OpenApiDocumentTest {

    private final ObjectNode document = ApiDescription.SERVED.document();
    private final Schemas schemas = ApiDescription.SERVED.schemas();

    @Test
    void itIsAValidDocument() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document.toString(), null, null);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(document.get("paths"));
        assertThat(document.get("openapi").asText()).startsWith("3.1.");
    }

    @Test
    void streamsWhichAreOutsideTheLimitOnRequestsPromiseNothingOfIt() {
        JsonNode stream = document.at("/paths/~1api~1v1~1stream~1prices/get/responses/200");

        assertThat(stream.get("headers").fieldNames())
                .toIterable()
                .contains("Cache-Control")
                .doesNotContain("RateLimit", "RateLimit-Policy");
    }

    @Test
    void everySchemaIsAValidSchema() {
        JsonNode meta =
                JsonNodeFactory.instance.objectNode().put("$ref", "https://json-schema.org/draft/2020-12/schema");
        List<String> errors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            schemas.errors(meta, schema.getValue()).forEach(error -> errors.add(schema.getKey() + error));
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        List<String> references = document.findValuesAsText("$ref");
        TreeSet<String> components = new TreeSet<>();
        for (String kind : List.of("schemas", "responses", "headers", "parameters")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> components.add("#/components/" + kind + "/" + name));
        }
        // Answered on every path, so it stands at none.
        components.remove("#/components/responses/MethodNotAllowed");
        components.remove("#/components/headers/Allow");

        assertThat(new TreeSet<>(references)).contains("#/components/headers/Allow");
        references.removeIf("#/components/headers/Allow"::equals);
        assertThat(new TreeSet<>(references)).isEqualTo(components);
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        List<String> errors = new ArrayList<>();
        check(document, errors);
        assertThat(errors).isEmpty();
    }

    private void check(JsonNode node, List<String> errors) {
        if (node.has("examples") && node.get("examples").isArray()) {
            node.get("examples").forEach(example -> errors.addAll(schemas.errors(node, example)));
        }
        if (node.has("schema") && node.has("example")) {
            errors.addAll(schemas.errors(node.get("schema"), node.get("example")));
        }
        node.forEach(child -> check(child, errors));
    }

    @Test
    void everyOperationHasANameOfItsOwn() {
        assertThat(document.get("paths").findValuesAsText("operationId")).doesNotHaveDuplicates();
    }

    @Test
    void everyKindOfProblemIsInIt() {
        List<String> known = new ArrayList<>();
        document.at("/components/schemas/ProblemType/enum").forEach(type -> known.add(type.asText()));
        List<String> kinds = new ArrayList<>();
        for (Problem.Kind kind : Problem.Kind.values()) {
            kinds.add(String.valueOf(Problem.of(kind, "").body(null, "").get("type")));
        }
        assertThat(known).containsExactlyInAnyOrderElementsOf(kinds);
    }
}
