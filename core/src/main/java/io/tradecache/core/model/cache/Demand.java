package io.tradecache.core.model.cache;

/**
 * What a reader demands of a cached value. Immutable.
 *
 * @param reload whether every cached value is passed over
 * @param minVersion the lowest version that will do; 0 for any
 */
public record Demand(boolean reload, long minVersion) {

    /** Whatever is cached will do. */
    public static final Demand ANY = new Demand(false, 0);

    /** Only a value loaded for this very read will do. */
    public static final Demand RELOAD = new Demand(true, 0);

    /**
     * Whatever is cached will do if it shows at least this version: how a writer, given its write's version, is sure to
     * read its own write on any node.
     *
     * @param version the lowest version that will do
     * @return the demand
     */
    public static Demand atLeast(long version) {
        return new Demand(false, version);
    }

    /**
     * Whether a cached value will do.
     *
     * @param entry the cached value
     * @return false when it must be passed over
     */
    public boolean accepts(CacheEntry<?> entry) {
        return !reload && entry.version() >= minVersion;
    }
}
