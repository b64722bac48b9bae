package io.tradecache.client;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may be chosen of a stream. Immutable.
 *
 * @param credentials asked before each connection, on the stream's own thread, so it may take a while; when it throws, the
 *     attempt has failed like any other
 * @param staleAfter how long a price is trusted without a connection
 * @param interval how often prices are wanted, from 100 ms to 5 s; null for the server's own rhythm
 */
public record StreamOptions(
        Supplier<Credential> credentials,
        Duration staleAfter,
        @Nullable Duration interval) {

    private static final Duration STALE_AFTER = Duration.ofSeconds(10);

    /** Checks that all is there. */
    public StreamOptions {
        Objects.requireNonNull(credentials, "credentials");
        if (staleAfter.isNegative()) {
            throw new IllegalArgumentException("staleAfter must not be negative, and is " + staleAfter);
        }
    }

    /**
     * No credential, prices stale after ten seconds without a connection, the server's own rhythm.
     *
     * @return the usual options
     */
    public static StreamOptions usual() {
        return new StreamOptions(Credential::none, STALE_AFTER, null);
    }

    /**
     * The same with credentials.
     *
     * @param supplier asked before each connection
     * @return other options
     */
    public StreamOptions withCredentials(Supplier<Credential> supplier) {
        return new StreamOptions(supplier, staleAfter, interval);
    }

    /**
     * The same with another trust in prices without a connection.
     *
     * @param time how long a price is trusted
     * @return other options
     */
    public StreamOptions withStaleAfter(Duration time) {
        return new StreamOptions(credentials, time, interval);
    }

    /**
     * The same with another rhythm.
     *
     * @param time how often prices are wanted
     * @return other options
     */
    public StreamOptions withInterval(Duration time) {
        return new StreamOptions(credentials, staleAfter, time);
    }
}
