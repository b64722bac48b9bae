package io.tradecache.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is not what was asked for, in the terms of RFC 9457. Immutable. */
record Problem(
        Kind kind,
        int status,
        String detail,
        List<FieldError> errors,
        Map<String, Object> members,
        Map<String, String> headers) {

    private static final int UNPROCESSABLE = 422;
    private static final int SERVER_ERRORS = 500;

    /** The kinds of problem: the last word of the type, the usual status, and the title. */
    enum Kind {
        BAD_REQUEST("bad-request", 400, "Bad request"),
        INVALID_ID("invalid-id", 400, "Invalid id"),
        INVALID_HEADER("invalid-header", 400, "Invalid header"),
        INVALID_QUERY("invalid-query", 400, "Invalid query parameter"),
        MALFORMED_JSON("malformed-json", 400, "Malformed JSON"),
        UNAUTHORIZED("unauthorized", 401, "Unauthorized"),
        FORBIDDEN("forbidden", 403, "Forbidden"),
        NOT_FOUND("not-found", 404, "Not found"),
        METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed"),
        NOT_ACCEPTABLE("not-acceptable", 406, "Not acceptable"),
        REQUEST_TIMEOUT("request-timeout", 408, "Request timeout"),
        VERSION_CONFLICT("version-conflict", 409, "Version conflict"),
        DUPLICATE("duplicate", 409, "Already there"),
        LIMIT_REACHED("limit-reached", 409, "Limit reached"),
        STILL_RUNNING("still-running", 409, "Still running"),
        CONTENT_TOO_LARGE("content-too-large", 413, "Content too large"),
        UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Unsupported media type"),
        INVALID_FIELDS("invalid-fields", 422, "Invalid fields"),
        KEY_REUSED("idempotency-key-reused", 422, "Idempotency key reused"),
        UPGRADE_REQUIRED("upgrade-required", 426, "Upgrade required"),
        PRECONDITION_REQUIRED("precondition-required", 428, "Precondition required"),
        RATE_LIMITED("rate-limited", 429, "Too many requests"),
        CONNECTION_LIMIT("connection-limit", 429, "Too many connections"),
        HEADERS_TOO_LARGE("headers-too-large", 431, "Header fields too large"),
        INTERNAL("internal", 500, "Internal error"),
        STOPPING("stopping", 503, "Server is stopping"),
        OVERLOADED("overloaded", 503, "Overloaded"),
        DATABASE_UNAVAILABLE("database-unavailable", 503, "Database unavailable"),
        KEYS_UNAVAILABLE("keys-unavailable", 503, "Keys unavailable"),
        CACHE_UNAVAILABLE("cache-unavailable", 503, "Cache unavailable"),
        CONCURRENT_CHANGE("concurrent-change", 503, "Concurrent change"),
        PRICE_UNAVAILABLE("price-unavailable", 503, "Price unavailable");

        private final String slug;
        private final int status;
        private final String title;

        Kind(String slug, int status, String title) {
            this.slug = slug;
            this.status = status;
            this.title = title;
        }

        /** The kind that whoever serves the streams names by the last word of the type. */
        static Optional<Kind> named(@Nullable String slug) {
            return Arrays.stream(values())
                    .filter(kind -> kind.slug.equals(slug))
                    .findFirst();
        }
    }

    static Problem of(Kind kind, String detail) {
        return new Problem(kind, kind.status, detail, List.of(), Map.of(), Map.of());
    }

    static Problem methodNotAllowed(String method, String allowed) {
        return of(Kind.METHOD_NOT_ALLOWED, method + " is not possible here, but " + allowed + " is")
                .withHeader("Allow", allowed.toUpperCase(Locale.ROOT));
    }

    /** A problem that the web server found by itself, of which only the status is known. */
    static Problem ofStatus(int status) {
        Kind nearest = status < SERVER_ERRORS ? Kind.BAD_REQUEST : Kind.INTERNAL;
        for (Kind kind : Kind.values()) {
            if (kind.status == status) {
                nearest = kind;
                break;
            }
        }
        return of(nearest, "The request cannot be served").withStatus(status);
    }

    static Problem ofFields(List<FieldError> errors) {
        return ofErrors(Kind.INVALID_FIELDS, "fields", errors);
    }

    /** Parameters of a query; the pointers are into an object of them. */
    static Problem ofQuery(List<FieldError> errors) {
        return ofErrors(Kind.INVALID_QUERY, "parameters", errors);
    }

    private static Problem ofErrors(Kind kind, String nouns, List<FieldError> errors) {
        String detail =
                errors.size() == 1 ? errors.get(0).detail() : errors.size() + " " + nouns + " are not as they must be";
        List<FieldError> told = List.copyOf(errors.subList(0, Math.min(errors.size(), RequestBody.MOST_ERRORS)));
        return new Problem(kind, UNPROCESSABLE, detail, told, Map.of(), Map.of());
    }

    Problem withStatus(int other) {
        return new Problem(kind, other, detail, errors, members, headers);
    }

    Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(kind, status, detail, errors, more, headers);
    }

    Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(kind, status, detail, errors, members, more);
    }

    ProblemException asException() {
        return new ProblemException(this);
    }

    /** The members of the answer's body in their order. */
    Map<String, Object> body(@Nullable String instance, String traceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:tradecache:problem:" + kind.slug);
        body.put("title", kind.title);
        body.put("status", status);
        body.put("detail", detail);
        if (instance != null) {
            body.put("instance", instance);
        }
        body.put("trace_id", traceId);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        body.putAll(members);
        return body;
    }
}
