package io.tradecache.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/**
 * The one JSON form of the model: the names of record components in snake case, ids and symbols as plain texts, decimals
 * as plain numbers without exponents, instants as RFC 3339 in UTC with at most six decimals, dates as ISO 8601, and
 * {@code null} written wherever a component is null, so that a reader sees every field. Thread-safe.
 */
public final class Codec {

    private static final int DEEPEST_NESTING = 64;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_STRING = 1 << 20;

    private final ObjectMapper lenient;
    private final ObjectMapper strict;

    /** Makes a codec; one is enough for a program. */
    public Codec() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST_NESTING)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxNameLength(LONGEST_NAME)
                        .maxStringLength(LONGEST_STRING)
                        .build())
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        lenient = JsonMapper.builder(factory)
                .addModules(new JavaTimeModule(), new Jdk8Module(), new ModelModule())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        strict = lenient.copy().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    }

    /**
     * Writes a value.
     *
     * @param value a record of the model, or anything that Jackson can write without annotations
     * @return UTF-8
     * @throws MalformedJsonException when the value has no JSON form
     */
    public byte[] encode(Object value) {
        try {
            return lenient.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(
                    "no JSON form of " + value.getClass().getName(), e);
        }
    }

    /**
     * Reads what {@link #encode} wrote. Fields that the class does not know are ignored, so that an older program can
     * read what a newer one wrote; a field that is missing is an error, so that a newer one does not read half a value.
     *
     * @param json UTF-8
     * @param type the class of the value
     * @param <T> the value's type
     * @return the value
     * @throws MalformedJsonException when it is not one
     */
    public <T> T decode(byte[] json, Class<T> type) {
        T value;
        try {
            value = strict.readValue(json, type);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedJsonException("not the JSON of a " + type.getSimpleName(), e);
        }
        if (value == null) {
            throw new MalformedJsonException("null instead of the JSON of a " + type.getSimpleName());
        }
        return value;
    }

    /**
     * The mapper behind this codec, for code that must hand Jackson's own to a framework.
     *
     * @return a new copy, which the caller may configure further; it does not mind missing fields
     */
    public ObjectMapper mapper() {
        return lenient.copy();
    }
}
