package io.tradecache.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object. One of another kind than was asked for is as good as missing. Immutable. */
record Fields(Map<?, ?> object) {

    String text(String name, String otherwise) {
        return object.get(name) instanceof String text ? text : otherwise;
    }

    @Nullable
    String text(String name) {
        return object.get(name) instanceof String text ? text : null;
    }

    @Nullable
    BigDecimal decimal(String name) {
        return object.get(name) instanceof BigDecimal number ? number : null;
    }

    /** A whole number, which may be written as a text. */
    Optional<Long> whole(String name) {
        Object value = object.get(name);
        try {
            return value instanceof BigDecimal || value instanceof String
                    ? Optional.of(new BigDecimal(value.toString()).longValueExact())
                    : Optional.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(object.get(name));
    }

    @Nullable
    Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The objects of a list. */
    List<Fields> list(String name) {
        return object.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(Map.class::isInstance)
                        .map(each -> new Fields((Map<?, ?>) each))
                        .toList()
                : List.of();
    }

    /** As a price, unless it has no symbol or no price. */
    Optional<Price> price() {
        String symbol = text("symbol");
        BigDecimal price = decimal("price");
        if (symbol == null || price == null) {
            return Optional.empty();
        }
        return Optional.of(new Price(
                symbol,
                price,
                decimal("previous_close"),
                decimal("change"),
                decimal("change_pct"),
                whole("volume").orElse(null),
                time("as_of"),
                whole("epoch").orElse(0L),
                whole("seq").orElse(0L),
                text("source"),
                text("market_state"),
                text("freshness")));
    }
}
