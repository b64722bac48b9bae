package io.tradecache.feed;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * An account at Alpaca and how it is used. Its text never shows the key or the secret. Immutable.
 *
 * @param restUrl where prices are fetched, without a slash at its end
 * @param streamUrl what the stream's address begins with; the feed follows behind a slash
 * @param keyId the key's id
 * @param secret the key itself
 * @param feed which of Alpaca's feeds, for example {@code iex} (free) or {@code sip} (all exchanges)
 * @param callsPerMinute how many calls the account may make in a minute
 * @param timeout for a whole answer
 * @param timing how patient the stream is
 */
public record AlpacaSettings(
        URI restUrl,
        URI streamUrl,
        String keyId,
        String secret,
        String feed,
        int callsPerMinute,
        Duration timeout,
        StreamTiming timing) {

    private static final int FREE_CALLS = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Checks what would fail later and less clearly. */
    public AlpacaSettings {
        if (!feed.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("the feed must be one of Alpaca's, such as iex or sip: " + feed);
        }
        if (keyId.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("the key must not be blank");
        }
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException("the number of calls per minute must be above zero");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the timeout must be above zero");
        }
    }

    /**
     * Reads {@code TRADECACHE_ALPACA_KEY_ID} and {@code TRADECACHE_ALPACA_SECRET_KEY}; and, if they are there,
     * {@code TRADECACHE_ALPACA_FEED} (else {@code iex}), {@code TRADECACHE_ALPACA_CALLS_PER_MINUTE} (else 200),
     * {@code TRADECACHE_ALPACA_REST_URL} and {@code TRADECACHE_ALPACA_STREAM_URL} (else Alpaca's own).
     *
     * @param environment the variables by their names
     * @return the settings
     * @throws IllegalArgumentException names the variable that is missing or wrong
     */
    public static AlpacaSettings of(Map<String, String> environment) {
        Environment variables = new Environment(environment);
        return new AlpacaSettings(
                variables.uri("TRADECACHE_ALPACA_REST_URL", "https://data.alpaca.markets", Set.of("https", "http")),
                variables.uri(
                        "TRADECACHE_ALPACA_STREAM_URL", "wss://stream.data.alpaca.markets/v2", Set.of("wss", "ws")),
                variables.required("TRADECACHE_ALPACA_KEY_ID"),
                variables.required("TRADECACHE_ALPACA_SECRET_KEY"),
                variables.text("TRADECACHE_ALPACA_FEED", "iex"),
                variables.number("TRADECACHE_ALPACA_CALLS_PER_MINUTE", FREE_CALLS),
                TIMEOUT,
                StreamTiming.ALPACA);
    }

    /** The same with another timeout. */
    public AlpacaSettings withTimeout(Duration changed) {
        return new AlpacaSettings(restUrl, streamUrl, keyId, secret, feed, callsPerMinute, changed, timing);
    }

    /** The same with a stream of another patience. */
    public AlpacaSettings withTiming(StreamTiming changed) {
        return new AlpacaSettings(restUrl, streamUrl, keyId, secret, feed, callsPerMinute, timeout, changed);
    }

    @Override
    public String toString() {
        return "AlpacaSettings[restUrl=" + restUrl + ", streamUrl=" + streamUrl + ", keyId=***, secret=***, feed="
                + feed + ", callsPerMinute=" + callsPerMinute + ", timeout=" + timeout + ", timing=" + timing + "]";
    }
}
