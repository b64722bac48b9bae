package io.tradecache.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tradecache.http.Problem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
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
    private final ObjectReader json;

    Bodies(int longest) {
        this.longest = longest;
        this.json = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                // A name or number of any length is JSON; what is wrong with it is the field's to say.
                                .maxNameLength(longest)
                                .maxNumberLength(longest)
                                .build())
                        // Names come from anybody, and canonical ones would be kept.
                        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .reader();
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
        requirePlain(ctx.header("Content-Encoding"));
        requireJson(ctx.contentType());
        if (tree(text(bytes)) instanceof ObjectNode object) {
            return new RequestBody(object, bytes);
        }
        throw malformed("The body must be a JSON object");
    }

    private JsonNode tree(String text) {
        try (JsonParser parser = new BoundedNumbers(json.createParser(text))) {
            return json.readTree(parser);
        } catch (StreamConstraintsException e) {
            throw malformed("The body has more than " + DEEPEST + " levels");
        } catch (JsonProcessingException e) {
            throw malformed(reason(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
    }

    /** A compressed body may be a thousand times as long as it looks. */
    private static void requirePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
            throw Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, "The body must not be compressed")
                    .withHeader("Accept", "application/json")
                    .withHeader("Accept-Encoding", "identity")
                    .asException();
        }
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
        if (ctx.req().getAttribute(Uploads.TOO_LONG) != null || (announced > longest && ctx.header("Expect") != null)) {
            throw tooLarge();
        }
        try {
            byte[] bytes = ctx.req().getInputStream().readNBytes(longest + 1);
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

    private static String reason(JsonProcessingException e) {
        boolean duplicate = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
        String what = duplicate ? "A name stands twice" : "The body is not JSON";
        JsonLocation place = e.getLocation();
        return place == null ? what : what + ": line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
