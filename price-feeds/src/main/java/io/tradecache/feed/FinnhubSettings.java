package io.tradecache.feed;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * An account at Finnhub and how it is used. Its text never shows the token. Immutable.
 *
 * @param restUrl where prices are fetched, without a slash at its end
 * @param streamUrl where the stream is
 * @param token the account's key
 * @param callsPerMinute how many calls the account may make in a minute
 * @param callsPerSecond how many calls it may make in a second
 * @param subscribesPerSecond how many symbols are asked for in a second on the stream
 * @param timeout for the whole answer to one fetch
 * @param timing how patient the stream is
 */
public record FinnhubSettings(
        URI restUrl,
        URI streamUrl,
        String token,
        int callsPerMinute,
        int callsPerSecond,
        int subscribesPerSecond,
        Duration timeout,
        StreamTiming timing) {

    private static final int FREE_CALLS = 60;
    private static final int CALLS_PER_SECOND = 30;
    private static final int SUBSCRIBES_PER_SECOND = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Checks what would fail later and less clearly. */
    public FinnhubSettings {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token must not be blank");
        }
        if (callsPerMinute < 1 || callsPerSecond < 1 || subscribesPerSecond < 1) {
            throw new IllegalArgumentException("the numbers of calls and subscribes must be above zero");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be above zero");
        }
    }

    /**
     * Reads {@code TRADECACHE_FINNHUB_TOKEN}; and, if they are there, {@code TRADECACHE_FINNHUB_CALLS_PER_MINUTE} (else 60),
     * {@code TRADECACHE_FINNHUB_REST_URL} and {@code TRADECACHE_FINNHUB_STREAM_URL} (else Finnhub's own).
     *
     * @param environment the variables by their names
     * @return the settings
     * @throws IllegalArgumentException names the variable that is missing or wrong
     */
    public static FinnhubSettings of(Map<String, String> environment) {
        Environment variables = new Environment(environment);
        return new FinnhubSettings(
                variables.uri("TRADECACHE_FINNHUB_REST_URL", "https://finnhub.io/api/v1", Set.of("https", "http")),
                variables.uri("TRADECACHE_FINNHUB_STREAM_URL", "wss://ws.finnhub.io", Set.of("wss", "ws")),
                variables.required("TRADECACHE_FINNHUB_TOKEN"),
                variables.number("TRADECACHE_FINNHUB_CALLS_PER_MINUTE", FREE_CALLS),
                CALLS_PER_SECOND,
                SUBSCRIBES_PER_SECOND,
                TIMEOUT,
                StreamTiming.FINNHUB);
    }

    /** The same with another timeout. */
    public FinnhubSettings withTimeout(Duration changed) {
        return new FinnhubSettings(
                restUrl, streamUrl, token, callsPerMinute, callsPerSecond, subscribesPerSecond, changed, timing);
    }

    /** The same with a stream of another patience. */
    public FinnhubSettings withTiming(StreamTiming changed) {
        return new FinnhubSettings(
                restUrl, streamUrl, token, callsPerMinute, callsPerSecond, subscribesPerSecond, timeout, changed);
    }

    @Override
    public String toString() {
        return "FinnhubSettings[restUrl=" + restUrl + ", streamUrl=" + streamUrl + ", token=***, callsPerMinute="
                + callsPerMinute + ", callsPerSecond=" + callsPerSecond + ", subscribesPerSecond=" + subscribesPerSecond
                + ", timeout=" + timeout + ", timing=" + timing + "]";
    }
}
