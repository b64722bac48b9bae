package io.tradecache.feed;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** JSON as providers write it: prices may be zero or missing, and nothing is to be relied on. */
final class ProviderJson {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final int PRICE_DECIMALS = 10;
    private static final int PRICE_DIGITS = 18;

    private ProviderJson() {}

    /** Missing when it is no JSON. */
    static JsonNode parsed(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Missing when it is no JSON. */
    static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** A price; empty when it is missing, zero, negative or absurd. Decimals that no quote can hold are rounded. */
    static Optional<BigDecimal> price(JsonNode number) {
        if (!number.isNumber()) {
            return Optional.empty();
        }
        BigDecimal price = number.decimalValue();
        // Before rounding, which would write a number such as 1E+1000000 out.
        if (price.signum() <= 0 || (long) price.precision() - price.scale() > PRICE_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(price)
                .map(exact ->
                        exact.scale() > PRICE_DECIMALS ? exact.setScale(PRICE_DECIMALS, RoundingMode.HALF_EVEN) : exact)
                .filter(rounded -> rounded.signum() > 0);
    }

    /** An RFC 3339 time; empty when it is none. */
    static Optional<Instant> time(JsonNode text) {
        try {
            return text.isTextual() ? Optional.of(Instant.parse(text.textValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
