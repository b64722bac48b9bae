package io.tradecache.http;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What every answer tells a browser: to take it for what it says it is, to run and embed nothing of it, to show it in
 * nobody's frame, and to tell nobody where it came from. A route that serves a page says itself what that may load.
 */
final class SecurityHeaders {

    private static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin");

    private SecurityHeaders() {}

    static void put(BiConsumer<String, String> header) {
        ALL.forEach(header);
    }
}
