package io.tradecache.feed;

import java.net.http.HttpHeaders;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;

/**
 * Why there is no connection, and how long at least to wait for another one: not at all when the provider is not there, some
 * seconds when it is busy, and long when it will not have us. Immutable.
 *
 * @param reason in words
 * @param leastWait until another try; zero or more
 */
record HandshakeFailure(String reason, Duration leastWait) {

    private static final int CLIENT_ERROR = 400;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    static HandshakeFailure of(Throwable failure, StreamTiming timing, Instant now) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof WebSocketHandshakeException refusal)) {
            return new HandshakeFailure("not connected: " + cause, Duration.ZERO);
        }
        int status = refusal.getResponse().statusCode();
        String reason = "not connected: HTTP " + status;
        if (status == TOO_MANY) {
            return new HandshakeFailure(reason, busy(refusal.getResponse().headers(), timing, now));
        }
        boolean refused = status >= CLIENT_ERROR && status < SERVER_ERROR && status != TIMEOUT;
        return new HandshakeFailure(reason, refused ? timing.refused() : Duration.ZERO);
    }

    /** As long as the provider says, within reason. */
    private static Duration busy(HttpHeaders headers, StreamTiming timing, Instant now) {
        Duration asked = RateLimit.of(headers, now)
                .retryAfter()
                .map(again -> Duration.between(now, again))
                .orElse(timing.busy());
        Duration atLeast = asked.compareTo(timing.busy()) > 0 ? asked : timing.busy();
        return atLeast.compareTo(timing.refused()) < 0 ? atLeast : timing.refused();
    }
}
