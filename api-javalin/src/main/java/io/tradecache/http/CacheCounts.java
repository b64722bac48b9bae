package io.tradecache.http;

import java.util.List;

/** What this node's caches did since it started. Immutable. */
record CacheCounts(long hits, long misses, long errors, long coalescedLoads, long pending, List<OfFamily> families) {

    /** The same of one family of keys. */
    record OfFamily(String family, long hits, long misses) {}
}
