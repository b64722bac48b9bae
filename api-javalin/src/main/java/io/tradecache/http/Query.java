package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parameters of a request's query. What is amiss is collected while they are read, and refused altogether by
 * {@link #close}. Parameters that nobody reads are let be. Not thread-safe.
 */
final class Query {

    private final Context ctx;
    private final List<FieldError> errors = new ArrayList<>();

    Query(Context ctx) {
        this.ctx = ctx;
    }

    /** A parameter that may be missing, and stands once where it is given. */
    <T> Optional<T> optional(String name, Function<String, T> reader) {
        List<String> given = ctx.queryParams(name);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (given.size() > 1) {
                throw new InvalidFieldException(name, "must be given once");
            }
            return Optional.of(reader.apply(given.get(0)));
        } catch (InvalidFieldException e) {
            refuse(name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** A parameter that must be given; empty when it is amiss, which {@link #close} then tells. */
    <T> Optional<T> required(String name, Function<String, T> reader) {
        if (ctx.queryParams(name).isEmpty()) {
            refuse(name, name + " must be given");
        }
        return optional(name, reader);
    }

    /** Notes what is amiss with a parameter, where only several of them together show it. */
    void refuse(String name, String detail) {
        errors.add(FieldError.of(name, detail));
    }

    /** Refuses the query if anything is amiss with it. */
    void close() {
        if (!errors.isEmpty()) {
            throw Problem.ofQuery(errors).asException();
        }
    }
}
