package io.tradecache.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A provider's HTTP API: asked within its budget, and never waited for longer than agreed. Nothing is tried twice, since
 * whoever needs prices asks again anyway. Thread-safe.
 */
final class ProviderApi {

    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final HttpClient client;
    private final URI base;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final Budget budget;
    private final ProviderFailures failures;
    private final Clock clock;

    /**
     * Wires the API.
     *
     * @param base what all paths begin with
     * @param headers are sent with each request
     * @param timeout for a whole answer, however slowly it comes
     */
    ProviderApi(
            HttpClient client,
            URI base,
            Map<String, String> headers,
            Duration timeout,
            Budget budget,
            ProviderFailures failures,
            Clock clock) {
        this.client = client;
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.timeout = timeout;
        this.budget = budget;
        this.failures = failures;
        this.clock = clock;
    }

    /**
     * Makes some calls.
     *
     * @param subject what is asked for, for messages
     * @param together how many of them are under way at once at most
     * @param paths with their queries
     * @return the answers in the order of the paths; each is JSON with status 200, or says that this request is a bad one
     * @throws io.tradecache.core.port.PortException.UsedUp when the budget is spent
     * @throws io.tradecache.core.port.PortException when one of the calls failed, or the provider still is to be left alone
     *     after one that did
     */
    List<Reply> get(String subject, int together, List<String> paths) {
        budget.spend(paths.size()).ifPresent(wait -> {
            throw wait.refused() ? failures.stillRefused(subject, wait.again()) : failures.spent(subject, wait.again());
        });
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Reply> replies = new ArrayList<>();
        for (int from = 0; from < paths.size(); from += together) {
            List<String> next = paths.subList(from, Math.min(paths.size(), from + together));
            replies.addAll(atOnce(subject, next, deadline));
        }
        return replies;
    }

    private List<Reply> atOnce(String subject, List<String> paths, long deadline) {
        List<CompletableFuture<HttpResponse<byte[]>>> calls =
                paths.stream().map(this::send).toList();
        try {
            List<Reply> replies = new ArrayList<>();
            for (CompletableFuture<HttpResponse<byte[]>> call : calls) {
                replies.add(checked(subject, awaited(subject, call, deadline)));
            }
            return replies;
        } finally {
            calls.forEach(call -> call.cancel(true));
        }
    }

    private CompletableFuture<HttpResponse<byte[]>> send(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout).header("Accept", "application/json");
        headers.forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** The request's own timeout ends with the headers; this one counts the body too. */
    private HttpResponse<byte[]> awaited(String subject, CompletableFuture<HttpResponse<byte[]>> call, long deadline) {
        try {
            return call.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw failures.unreachable(subject, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw failures.unreachable(subject, new TimeoutException("no whole answer within " + timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failures.unreachable(subject, e);
        }
    }

    private Reply checked(String subject, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        boolean failed = status == UNAUTHORIZED || status == TOO_MANY || status >= SERVER_ERROR;
        RateLimit limit = RateLimit.of(response.headers(), clock.instant());
        Optional<Instant> again = comeAgain(status, limit);
        boolean refused = failed || limit.retryAfter().isPresent();
        again.ifPresent(refused ? budget::refusedUntil : budget::usedUpUntil);
        JsonNode body = ProviderJson.parsed(response.body());
        Reply reply = new Reply(status, body, again);
        if (failed) {
            throw failures.refused(subject, reply);
        }
        if (!body.isContainerNode()) {
            String type = response.headers().firstValue("Content-Type").orElse("something");
            throw failures.unreadable(subject, "HTTP " + status + " with " + type + " instead of JSON");
        }
        return reply;
    }

    /** Set when the provider refused for now, or said that this was the last call that it allows. */
    private static Optional<Instant> comeAgain(int status, RateLimit limit) {
        return status == TOO_MANY
                ? Optional.of(limit.afterRefusal())
                : limit.retryAfter().or(limit::whenExhausted);
    }
}
