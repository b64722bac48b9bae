package io.tradecache.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What every answer tells a browser: to take it for what it says it is, to run and embed nothing of it, to show it in
 * nobody's frame, and to tell nobody where it came from. A route that serves a page says itself what that may load.
 */
final class SecurityHeaders {

    private static final List<HttpField> ALL = List.of(
            new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
            new PreEncodedHttpField("Referrer-Policy", "no-referrer"),
            new PreEncodedHttpField("X-Frame-Options", "DENY"),
            new PreEncodedHttpField("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
            new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"));

    private SecurityHeaders() {}

    /** Adds them to an answer that has no headers yet but the web server's own. */
    static void begin(HttpFields.Mutable headers) {
        ALL.forEach(headers::add);
    }

    /** Sees to it that an answer has them, whatever became of its headers meanwhile. */
    static void put(HttpFields.Mutable headers) {
        ALL.forEach(headers::put);
    }
}
