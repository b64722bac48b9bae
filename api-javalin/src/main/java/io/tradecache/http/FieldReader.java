package io.tradecache.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradecache.core.model.Amount;
import io.tradecache.core.model.IdKind;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import io.tradecache.core.model.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Takes a field's value out of JSON. Thread-safe. */
@FunctionalInterface
interface FieldReader<T> {

    /** The version from which a change is made. */
    FieldReader<Long> VERSION = (field, node) -> {
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            throw new InvalidFieldException(field, "must be a whole number above zero");
        }
        return node.longValue();
    };

    /** True or false. */
    FieldReader<Boolean> FLAG = (field, node) -> {
        if (!node.isBoolean()) {
            throw new InvalidFieldException(field, "must be true or false");
        }
        return node.booleanValue();
    };

    /** A currency code. */
    FieldReader<String> CURRENCY = (field, node) -> Text.currency(string(field, node));

    /** A ticker symbol. */
    FieldReader<Symbol> SYMBOL = (field, node) -> new Symbol(string(field, node));

    /**
     * Reads a value that is there and not null.
     *
     * @param field its name, for messages
     * @param node its JSON
     * @return the value
     * @throws InvalidFieldException when it is not as it must be
     */
    T read(String field, JsonNode node);

    /** Text of a kind. */
    static FieldReader<String> text(Text kind) {
        return (field, node) -> {
            String text = string(field, node);
            return kind == Text.NAME
                    ? kind.require(field, text)
                    : Objects.requireNonNullElse(kind.optional(field, text), "");
        };
    }

    /** A decimal number of a kind. */
    static FieldReader<BigDecimal> amount(Amount kind) {
        return (field, node) -> {
            if (!node.isNumber()) {
                throw new InvalidFieldException(
                        field, node.isTextual() ? "must be a JSON number, not a text" : "must be a number");
            }
            return kind.require(field, node.decimalValue());
        };
    }

    /** An id of a kind. */
    static <T> FieldReader<T> id(IdKind kind, Function<String, T> make) {
        return (field, node) -> make.apply(kind.require(string(field, node)));
    }

    /** One of some words. */
    static <T> FieldReader<T> word(List<String> words, Function<String, T> make) {
        return (field, node) -> {
            String word = string(field, node);
            if (!words.contains(word)) {
                throw new InvalidFieldException(field, "must be one of " + words);
            }
            return make.apply(word);
        };
    }

    /** A list, each element by the same reader. */
    static <T> FieldReader<List<T>> list(FieldReader<T> element) {
        return (field, node) -> {
            if (!node.isArray()) {
                throw new InvalidFieldException(field, "must be a list");
            }
            List<T> elements = new ArrayList<>();
            for (JsonNode each : node) {
                elements.add(element.read(field, each));
            }
            return elements;
        };
    }

    /** A JSON string. */
    static String string(String field, JsonNode node) {
        if (!node.isTextual()) {
            throw new InvalidFieldException(field, "must be a text");
        }
        return node.textValue();
    }
}
