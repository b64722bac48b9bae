package io.tradecache.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Joins the files that describe the API, one for each part of it, into one OpenAPI document. */
final class OpenApiDocument {

    private static final List<String> FILES = List.of(
            "document", "operation", "portfolios", "watchlists", "prices", "market", "streams", "admin", "shared");

    private final YAMLMapper yaml = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * The whole document.
     *
     * @throws IllegalStateException when two files say different things of one name, or one cannot be read
     */
    ObjectNode read() {
        ObjectNode whole = yaml.createObjectNode();
        FILES.forEach(file -> join(whole, file(file), file));
        return whole;
    }

    private static void join(ObjectNode into, JsonNode from, String place) {
        for (Map.Entry<String, JsonNode> part : from.properties()) {
            String name = part.getKey();
            JsonNode there = into.get(name);
            if (there == null) {
                into.set(name, part.getValue());
            } else if (there instanceof ObjectNode object && part.getValue().isObject()) {
                join(object, part.getValue(), place + "/" + name);
            } else {
                throw new IllegalStateException("said twice: " + place + "/" + name);
            }
        }
    }

    private JsonNode file(String name) {
        String path = "openapi/" + name + ".yaml";
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + path);
            }
            return yaml.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be read: " + path, e);
        }
    }
}
