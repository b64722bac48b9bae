package io.tradecache.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what the tests send, and what they are answered, with the OpenAPI document. Thread-safe. */
final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** The description that the server hands out; one for all tests, which adds up what they saw. */
    static final ApiDescription SERVED = new ApiDescription(new OpenApiDocument().read());

    private final ObjectNode document;
    private final Schemas schemas;
    private final List<Operation> operations = new ArrayList<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    ApiDescription(ObjectNode document) {
        this.document = document;
        this.schemas = new Schemas(document);
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
                if (METHODS.contains(member.getKey())) {
                    operations.add(new Operation(path.getKey(), member.getKey(), path.getValue(), member.getValue()));
                }
            }
        }
        operations.sort(Comparator.comparing(operation -> PARAMETER.split(operation.path, -1).length));
    }

    /** What the document says of a method of a path. */
    private record Operation(String path, String method, JsonNode place, JsonNode node) {

        @Nullable
        Matcher match(String asked) {
            Matcher matcher = Pattern.compile(PARAMETER.matcher(path).replaceAll("(?<$1>[^/]+)"))
                    .matcher(asked);
            return matcher.matches() ? matcher : null;
        }

        String answered(String status) {
            return method.toUpperCase(Locale.ROOT) + " " + path + " " + status;
        }
    }

    ObjectNode document() {
        return document;
    }

    Schemas schemas() {
        return schemas;
    }

    /** The body that the document gives as an example for a method of a path; null where it has none. */
    @Nullable
    String example(String method, String path) {
        JsonNode operation = document.get("paths").get(path).get(method.toLowerCase(Locale.ROOT));
        JsonNode example = operation.at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? null : example.toString();
    }

    /** Each method, path and status that the document has, as {@code GET /health/live 200}. */
    Stream<String> described() {
        return operations.stream()
                .flatMap(operation -> operation
                        .node
                        .get("responses")
                        .propertyStream()
                        .map(response -> operation.answered(response.getKey())));
    }

    /** Which of them a test has seen so far. */
    Set<String> seen() {
        return seen;
    }

    /**
     * Fails when an answer, or a request that was answered well, is not as the document says.
     *
     * @param sent the body of the request, or null where it had none or is not known
     */
    void check(String method, URI uri, @Nullable String sent, Api.Answer answer) {
        if (method.equals("OPTIONS")) {
            // Browsers ask by themselves, and the document is silent about it.
            return;
        }
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        String path = uri.getRawPath();
        List<Operation> here = at(path);
        Optional<Operation> operation =
                here.stream().filter(each -> each.method.equals(verb)).findFirst();
        List<String> errors = operation.isPresent()
                ? errors(operation.get(), method, uri, sent, answer)
                : response(answer.status(), elsewhere(!here.isEmpty(), answer), method, answer);
        if (!errors.isEmpty()) {
            throw new AssertionError("not as the OpenAPI document says: " + method + " " + uri.getPath() + " -> "
                    + answer.status() + " " + errors + "\n" + answer.body());
        }
    }

    /** The operations of a path; one that is spelt out goes before one that ends in a parameter. */
    private List<Operation> at(String path) {
        List<Operation> matching =
                operations.stream().filter(each -> each.match(path) != null).toList();
        List<Operation> speltOut =
                matching.stream().filter(each -> !each.path.endsWith("}")).toList();
        return speltOut.isEmpty() ? matching : speltOut;
    }

    private JsonNode elsewhere(boolean knownPath, Api.Answer answer) {
        JsonNode responses = document.at("/components/responses");
        if (answer.status() == 405 && knownPath) {
            return responses.get("MethodNotAllowed");
        }
        return responses.get(answer.status() == 400 ? "BadRequest" : "NotFound");
    }

    private List<String> errors(Operation operation, String method, URI uri, @Nullable String sent, Api.Answer answer) {
        String status = String.valueOf(answer.status());
        JsonNode response = operation.node.get("responses").get(status);
        if (response == null) {
            return List.of("no such status");
        }
        seen.add(operation.answered(status));
        List<String> errors = new ArrayList<>(response(answer.status(), schemas.resolved(response), method, answer));
        if (answer.status() < 300) {
            errors.addAll(request(operation, uri, sent));
        }
        return errors;
    }

    private List<String> response(int status, JsonNode response, String method, Api.Answer answer) {
        List<String> errors = new ArrayList<>();
        response.path("headers").properties().forEach(entry -> {
            JsonNode header = schemas.resolved(entry.getValue());
            String value = answer.headers().firstValue(entry.getKey()).orElse(null);
            if (value != null) {
                schemas.errorsOfText(header.get("schema"), value)
                        .forEach(error -> errors.add(entry.getKey() + " " + value + error));
            } else if (header.path("required").asBoolean()) {
                errors.add("no " + entry.getKey());
            }
        });
        JsonNode content = response.path("content");
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        if (content.isMissingNode() || !content.has(type)) {
            if (!(content.isMissingNode() && answer.body().isEmpty() && type.isEmpty())) {
                errors.add("no content of type '" + type + "' at " + status);
            }
        } else if (!method.equals("HEAD")) {
            JsonNode schema = content.get(type).get("schema");
            errors.addAll(
                    type.endsWith("json")
                            ? schemas.errors(schema, answer.body())
                            : schemas.errorsOfText(schema, answer.body()));
        }
        return errors;
    }

    private List<String> request(Operation operation, URI uri, @Nullable String sent) {
        List<String> errors = new ArrayList<>();
        JsonNode schema = operation.node.at("/requestBody/content/application~1json/schema");
        if (sent != null && !sent.isEmpty() && !schema.isMissingNode()) {
            schemas.errors(schema, sent).forEach(error -> errors.add("request " + error));
        }
        Matcher path = operation.match(uri.getRawPath());
        parameters(operation, "path")
                .forEach((name, parameter) -> schemas.errorsOfText(parameter.get("schema"), decoded(path.group(name)))
                        .forEach(error -> errors.add(name + error)));
        Map<String, JsonNode> known = parameters(operation, "query");
        String query = uri.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            JsonNode parameter = known.get(decoded(parts[0]));
            if (parameter == null) {
                errors.add("no query parameter " + parts[0]);
            } else {
                schemas.errorsOfText(parameter.get("schema"), decoded(parts.length < 2 ? "" : parts[1]))
                        .forEach(error -> errors.add(parts[0] + error));
            }
        }
        return errors;
    }

    private Map<String, JsonNode> parameters(Operation operation, String in) {
        Map<String, JsonNode> found = new TreeMap<>();
        for (JsonNode list : List.of(operation.place.path("parameters"), operation.node.path("parameters"))) {
            for (JsonNode each : list) {
                JsonNode parameter = schemas.resolved(each);
                if (parameter.get("in").asText().equals(in)) {
                    found.put(parameter.get("name").asText(), parameter);
                }
            }
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
