package io.tradecache.core.port;

import io.tradecache.core.model.cache.CacheKey;
import io.tradecache.core.model.cache.KeyListing;
import io.tradecache.core.model.cache.KeyPattern;
import io.tradecache.core.model.cache.StoredEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Looks into the cache that all nodes share, for administrators. Looking changes nothing: no lease is taken, and nothing is
 * loaded. Every method throws {@link PortException.Unavailable} when the cache cannot be asked. Thread-safe.
 */
public interface CacheInspection {

    /** A cache that cannot be looked into: it seems to be empty. */
    CacheInspection NONE = new CacheInspection() {
        @Override
        public KeyListing keys(KeyPattern pattern, Predicate<String> wanted, int limit) {
            return new KeyListing(List.of(), true);
        }

        @Override
        public Optional<StoredEntry> stored(CacheKey<?> key) {
            return Optional.empty();
        }

        @Override
        public OptionalLong usedMemory() {
            return OptionalLong.empty();
        }
    };

    /**
     * The keys under which values are. The looking is bounded too, so that a listing of a large cache may be incomplete
     * although it is short.
     *
     * @param pattern which keys
     * @param wanted which of those that fit the pattern; the cache may have more in it than values
     * @param limit how many at most; above zero
     * @return the keys
     */
    KeyListing keys(KeyPattern pattern, Predicate<String> wanted, int limit);

    /**
     * What is under a key.
     *
     * @param key the key
     * @return empty when there is no value, or none that can be read
     */
    Optional<StoredEntry> stored(CacheKey<?> key);

    /**
     * How much memory the cache uses.
     *
     * @return bytes; empty for a cache inside this process
     */
    OptionalLong usedMemory();
}
