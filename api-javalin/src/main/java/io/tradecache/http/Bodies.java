package io.tradecache.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tradecache.http.Problem.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request: JSON in UTF-8, an object, no name twice in it, and not too long. Thread-safe.
 */
final class Bodies {

    private static final Pattern JSON_TYPE =
            Pattern.compile("application/(?:[a-z0-9!#$&^_.+-]+\\+)?json(?:\\s*;\\s*charset=\"?utf-8\"?)?\\s*;?\\s*");
    private static final int DEEPEST = 32;

    private final int longest;
    private final ObjectReader json = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    Bodies(int longest) {
        this.longest = longest;
    }

    /** The body that a request must have. */
    RequestBody read(Context ctx) {
        byte[] bytes = bytes(ctx);
        if (bytes.length == 0) {
            throw malformed("The body is empty");
        }
        return parse(ctx, bytes);
    }

    /** The body that a request may have. */
    Optional<RequestBody> readIfAny(Context ctx) {
        byte[] bytes = bytes(ctx);
        return bytes.length == 0 ? Optional.empty() : Optional.of(parse(ctx, bytes));
    }

    private RequestBody parse(Context ctx, byte[] bytes) {
        requireJson(ctx.contentType());
        JsonNode node;
        try {
            node = json.readTree(text(bytes));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw malformed(reason(e));
        }
        if (node instanceof ObjectNode object) {
            return new RequestBody(object);
        }
        throw malformed("The body must be a JSON object");
    }

    private static void requireJson(@Nullable String contentType) {
        if (contentType == null
                || !JSON_TYPE
                        .matcher(contentType.strip().toLowerCase(Locale.ROOT))
                        .matches()) {
            throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "The Content-Type must be application/json, in UTF-8")
                    .withHeader("Accept", "application/json")
                    .asException();
        }
    }

    private byte[] bytes(Context ctx) {
        long announced = ctx.req().getContentLengthLong();
        if (announced > longest && ctx.header("Expect") != null) {
            throw tooLarge();
        }
        try {
            byte[] bytes = Remainder.begin(ctx).readNBytes(longest + 1);
            if (bytes.length <= longest) {
                return bytes;
            }
        } catch (IOException e) {
            throw Problem.of(Kind.BAD_REQUEST, "The body ended too early").asException();
        }
        throw tooLarge();
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8");
        }
    }

    private ProblemException tooLarge() {
        return Problem.of(Kind.CONTENT_TOO_LARGE, "The body has more than " + longest + " bytes")
                .withHeader("Connection", "close")
                .asException();
    }

    private static ProblemException malformed(String detail) {
        return Problem.of(Kind.MALFORMED_JSON, detail).asException();
    }

    private static String reason(Exception e) {
        if (e instanceof JsonProcessingException json && json.getLocation() != null) {
            String duplicate = String.valueOf(json.getOriginalMessage());
            String what = duplicate.startsWith("Duplicate field") ? "A name stands twice" : "The body is not JSON";
            return what + ": line " + json.getLocation().getLineNr() + ", column "
                    + json.getLocation().getColumnNr();
        }
        return "The body has a number that cannot be read";
    }
}
