package io.tradecache.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.core.model.InvalidFieldException;
import io.tradecache.core.model.Symbol;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields of a request's body. What is amiss is collected while fields are read, and refused altogether by
 * {@link #close}, together with whatever was not read. Not thread-safe.
 */
final class RequestBody {

    /** How many errors are told of one body; nobody corrects more at once. */
    static final int MOST_ERRORS = 100;

    private static final String EXPECTED_VERSION = "expected_version";

    private final ObjectNode json;
    private final byte[] bytes;
    private final Set<String> read = new LinkedHashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** An object inside a body. */
    RequestBody(ObjectNode json) {
        this(json, new byte[0]);
    }

    /** A whole body, and the bytes that it was read from. */
    RequestBody(ObjectNode json, byte[] bytes) {
        this.json = json;
        this.bytes = bytes;
    }

    /** What the body was read from; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** A field that must be there, and not null. */
    <T> Field<T> required(String name, FieldReader<T> reader) {
        if (!json.has(name)) {
            read.add(name);
            errors.add(FieldError.of(name, name + " is missing"));
            return Field.absent();
        }
        return replacement(name, reader);
    }

    /** A field that may be missing, but not null. */
    <T> Field<T> replacement(String name, FieldReader<T> reader) {
        if (json.path(name).isNull()) {
            read.add(name);
            errors.add(FieldError.of(name, name + " must not be null"));
            return Field.absent();
        }
        return optional(name, reader);
    }

    /** A field that may be missing, or null. */
    <T> Field<T> optional(String name, FieldReader<T> reader) {
        read.add(name);
        JsonNode node = json.get(name);
        if (node == null) {
            return Field.absent();
        }
        if (node.isNull()) {
            return new Field<>(true, null);
        }
        try {
            return new Field<>(true, reader.read(name, node));
        } catch (InvalidFieldException e) {
            errors.add(FieldError.of(name, String.valueOf(e.getMessage())));
            return Field.absent();
        }
    }

    /** The symbol, under either of its names. */
    Field<Symbol> symbol() {
        String alias = "symbol";
        String name = "stock_symbol";
        if (!json.has(alias)) {
            return required(name, FieldReader.SYMBOL);
        }
        if (json.has(name)) {
            read.add(name);
            errors.add(FieldError.of(alias, "symbol is another name of stock_symbol; give one of them"));
        }
        return required(alias, FieldReader.SYMBOL);
    }

    /** The version from which a change is made, where the body says it. */
    Field<Long> expectedVersion() {
        return replacement(EXPECTED_VERSION, FieldReader.VERSION);
    }

    /**
     * Refuses the body if anything is amiss with it.
     *
     * @param fixed the resource's fields that this request cannot change, to be told apart from names never heard of
     */
    void close(Set<String> fixed) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext() && errors.size() < MOST_ERRORS; ) {
            String name = names.next();
            if (!read.contains(name)) {
                String detail = fixed.contains(name) ? " cannot be set here" : " is not a known field";
                errors.add(FieldError.of(name, shortened(name) + detail));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
    }

    /** As {@link #close}, for a change, which must change something. */
    void closeChange(Set<String> fixed) {
        close(fixed);
        boolean empty = read.stream().noneMatch(name -> !name.equals(EXPECTED_VERSION) && json.has(name));
        if (empty) {
            throw Problem.ofFields(List.of(new FieldError("", "At least one field must be given")))
                    .asException();
        }
    }

    private static String shortened(String name) {
        int longest = 64;
        return name.length() <= longest ? name : name.substring(0, longest) + "…";
    }
}
