package io.tradecache.http;

import io.tradecache.core.model.cache.Source;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Says in the terms of RFC 9211 what part a cache had in an answer. */
final class CacheStatus {

    static final String HEADER = "Cache-Status";

    private static final List<Source> BEST_FIRST =
            List.of(Source.NEAR, Source.SHARED, Source.LOADED, Source.BYPASSED, Source.STALE);

    private CacheStatus() {}

    static String of(Source source) {
        return "tradecache; "
                + switch (source) {
                    case NEAR -> "hit; detail=near";
                    case SHARED -> "hit; detail=redis";
                    case STALE -> "hit; detail=stale";
                    case LOADED -> "fwd=miss";
                    case BYPASSED -> "fwd=bypass";
                };
    }

    /** What describes an answer of several parts: the source that says the least for it. */
    static Source worst(Collection<Source> sources) {
        return sources.stream().max(Comparator.comparing(BEST_FIRST::indexOf)).orElse(Source.LOADED);
    }
}
