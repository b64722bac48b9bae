package io.tradecache.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradecache.core.model.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads a list of objects, and tells all errors of it at once, each by its place in the list. Stateless. */
final class EntryList {

    /** After so many errors no more are looked for. */
    private static final int ENOUGH = 200;

    private EntryList() {}

    /**
     * Reads every entry.
     *
     * @param name the field that holds the list
     * @param entries the list
     * @param reader makes something of one entry, or throws what is wrong with it
     * @throws ProblemException when one of them cannot be read
     */
    static <T> List<T> read(String name, List<JsonNode> entries, Function<RequestBody, T> reader) {
        List<T> read = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < entries.size() && errors.size() < ENOUGH; i++) {
            String pointer = "/" + name + "/" + i;
            if (!(entries.get(i) instanceof ObjectNode fields)) {
                errors.add(new FieldError(pointer, "must be an object"));
                continue;
            }
            try {
                read.add(reader.apply(new RequestBody(fields)));
            } catch (ProblemException e) {
                e.problem().errors().forEach(error -> errors.add(within(pointer, error)));
            } catch (InvalidFieldException e) {
                errors.add(within(pointer, FieldError.of(e.field(), String.valueOf(e.getMessage()))));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors).asException();
        }
        return read;
    }

    private static FieldError within(String pointer, FieldError error) {
        return new FieldError(pointer + error.pointer(), error.detail());
    }
}
