package io.tradecache.http;

import io.javalin.http.Context;
import io.tradecache.core.model.InvalidFieldException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from which version a deletion is made: {@code If-Match}, the query or the body may say it. */
final class Deletion {

    private static final String EXPECTED_VERSION = "expected_version";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    private Deletion() {}

    static Preconditions preconditions(Context ctx, Bodies bodies) {
        Long inBody = bodies.readIfAny(ctx).map(Deletion::version).orElse(null);
        return Preconditions.of(ctx, inBody == null ? inQuery(ctx) : inBody);
    }

    private static @Nullable Long version(RequestBody body) {
        Field<Long> version = body.expectedVersion();
        body.close(Set.of());
        return version.orNull();
    }

    private static @Nullable Long inQuery(Context ctx) {
        Query query = new Query(ctx);
        Long version = query.optional(EXPECTED_VERSION, Deletion::number).orElse(null);
        query.close();
        return version;
    }

    private static Long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new InvalidFieldException(EXPECTED_VERSION, "must be a whole number above zero");
        }
        return Long.valueOf(text);
    }
}
