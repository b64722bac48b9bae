package io.tradecache.feed;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What the headers of an answer say about further calls; all of them may be missing. Immutable. */
final class RateLimit {

    private final HttpHeaders headers;
    private final Instant now;

    private RateLimit(HttpHeaders headers, Instant now) {
        this.headers = headers;
        this.now = now;
    }

    static RateLimit of(HttpHeaders headers, Instant now) {
        return new RateLimit(headers, now);
    }

    /** When to come again after a refusal: as it says, else with the next minute, when providers begin to count anew. */
    Instant afterRefusal() {
        return retryAfter()
                .or(this::reset)
                .orElseGet(() -> now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    }

    /** When to come again after the last call that is allowed; empty when there are more. */
    Optional<Instant> whenExhausted() {
        return number("X-RateLimit-Remaining").filter(left -> left <= 0).flatMap(none -> reset());
    }

    /** Empty when it does not say. */
    Optional<Instant> retryAfter() {
        return number("Retry-After")
                .filter(seconds -> seconds >= 0)
                .map(this::later)
                .or(this::retryDate);
    }

    private Optional<Instant> reset() {
        return number("X-RateLimit-Reset").map(Instant::ofEpochSecond);
    }

    private Optional<Instant> retryDate() {
        return headers.firstValue("Retry-After").flatMap(text -> {
            try {
                return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private Instant later(long seconds) {
        return now.plusSeconds(seconds);
    }

    /** More digits than a moment of this age has are a mistake. */
    private Optional<Long> number(String header) {
        return headers.firstValue(header)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,11}"))
                .map(Long::valueOf);
    }
}
