package io.tradecache.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schemas of an OpenAPI document, as JSON Schema 2020-12 with formats. Thread-safe. */
final class Schemas {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ObjectNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<JsonNode, Schema> known = new ConcurrentHashMap<>();

    Schemas(ObjectNode document) {
        this.document = document;
    }

    /** What is wrong with a value; empty when nothing is. */
    List<String> errors(JsonNode schema, JsonNode value) {
        return known.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
                .toList();
    }

    /** The same for a text that may be JSON. */
    List<String> errors(JsonNode schema, String json) {
        try {
            return errors(schema, JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return List.of("not JSON: " + json);
        }
    }

    /** The same for a header or a parameter, which is a number only where the schema wants one. */
    List<String> errorsOfText(JsonNode schema, String text) {
        if (resolved(schema).path("type").asText().equals("integer") && text.matches("-?[0-9]+")) {
            return errors(schema, JSON.getNodeFactory().numberNode(new BigDecimal(text)));
        }
        return errors(schema, JSON.getNodeFactory().textNode(text));
    }

    /** What a node of the document stands for. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.asText().substring(1));
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = JSON.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.get("components"));
        return registry.getSchema(whole);
    }
}
