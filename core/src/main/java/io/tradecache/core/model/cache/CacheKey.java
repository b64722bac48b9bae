package io.tradecache.core.model.cache;

/**
 * The name of a cached value together with what it holds. Made by {@code CacheKeys} only. Immutable; two keys are equal
 * when their texts are.
 *
 * @param text the key as it stands in the cache, before any prefix of a deployment
 * @param family what decides its lifetime
 * @param type the class of its value
 * @param <T> the type of its value
 */
public record CacheKey<T>(String text, Family family, Class<T> type) {

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey<?> key && key.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
