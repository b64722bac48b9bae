package io.tradecache.http;

import io.tradecache.core.model.access.WebSites;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The web sites whose pages may read answers, also those that no route has made. Immutable. */
final class ListedOrigins {

    private static final String ANSWER_HEADERS = "ETag, Location, Content-Location, Link, Age, Cache-Status,"
            + " Tradecache-Version, Tradecache-Invalidation, Idempotency-Replayed, RateLimit, RateLimit-Policy, Retry-After,"
            + " Trace-Id, Allow, WWW-Authenticate";

    private final WebSites sites;

    ListedOrigins(WebSites sites) {
        this.sites = sites;
    }

    boolean has(@Nullable String origin) {
        return sites.lists(origin);
    }

    /** Says with an answer who may read it. */
    void tell(@Nullable String origin, BiConsumer<String, String> headers) {
        if (!sites.listed().isEmpty()) {
            headers.accept("Vary", "Origin");
        }
        if (origin != null && has(origin)) {
            headers.accept("Access-Control-Allow-Origin", origin);
            headers.accept("Access-Control-Expose-Headers", ANSWER_HEADERS);
        }
    }
}
