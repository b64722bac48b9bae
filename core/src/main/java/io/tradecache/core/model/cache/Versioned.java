package io.tradecache.core.model.cache;

/**
 * A value fresh from its source. Immutable, provided that the value is.
 *
 * @param value the value
 * @param version the version of the entity it shows; 0 for values that have none
 * @param <T> the value's type
 */
public record Versioned<T>(T value, long version) {

    /**
     * A value that has no version, such as a list.
     *
     * @param value the value
     * @param <T> the value's type
     * @return the value with version 0
     */
    public static <T> Versioned<T> unversioned(T value) {
        return new Versioned<>(value, 0);
    }
}
