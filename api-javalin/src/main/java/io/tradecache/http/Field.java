package io.tradecache.http;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a request's body as it was found: given or not, and with a value or null. Only to be looked into after
 * {@link RequestBody#close}, which refuses what was read amiss. Immutable.
 */
record Field<T>(boolean isGiven, @Nullable T orNull) {

    static <T> Field<T> absent() {
        return new Field<>(false, null);
    }

    /** The value of a field that must have one. */
    T value() {
        return Objects.requireNonNull(orNull, "checked when the body was closed");
    }
}
