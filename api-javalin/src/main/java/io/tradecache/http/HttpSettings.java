package io.tradecache.http;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens, what it puts up with, and for whom it is. Immutable.
 *
 * @param host the address to listen on, for example {@code 127.0.0.1}
 * @param port the port; 0 for any that is free
 * @param limits what it puts up with
 * @param stopTimeout how long requests in flight may take to finish when the server stops
 * @param local whether only programs of this machine are meant to reach it: without authentication it then answers to the
 *     names of this machine only
 * @param allowedOrigins the web sites whose pages may call it besides its own, for example
 *     {@code https://app.example.com}
 * @param metricsPublic whether everybody may read the metrics
 */
public record HttpSettings(
        String host,
        int port,
        HttpLimits limits,
        Duration stopTimeout,
        boolean local,
        Set<String> allowedOrigins,
        boolean metricsPublic) {

    /** Takes a copy of the origins. */
    public HttpSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    /**
     * Listens with the limits that tradecache ships with, 5 s to finish; for this machine and no foreign page.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any that is free
     */
    public HttpSettings(String host, int port) {
        this(host, port, HttpLimits.shipped(), Duration.ofSeconds(5), true, Set.of(), false);
    }

    /**
     * The same with other limits.
     *
     * @param other the limits
     * @return a copy
     */
    public HttpSettings withLimits(HttpLimits other) {
        return new HttpSettings(host, port, other, stopTimeout, local, allowedOrigins, metricsPublic);
    }

    /**
     * The same, also for whoever reaches it from elsewhere, under whatever name.
     *
     * @return a copy
     */
    public HttpSettings reachedFromElsewhere() {
        return new HttpSettings(host, port, limits, stopTimeout, false, allowedOrigins, metricsPublic);
    }

    /**
     * The same with web sites whose pages may call it.
     *
     * @param origins the sites
     * @return a copy
     */
    public HttpSettings allowing(Set<String> origins) {
        return new HttpSettings(host, port, limits, stopTimeout, local, origins, metricsPublic);
    }

    /**
     * The same with metrics for everybody, or for administrators.
     *
     * @param open whether everybody may read them
     * @return a copy
     */
    public HttpSettings withMetricsPublic(boolean open) {
        return new HttpSettings(host, port, limits, stopTimeout, local, allowedOrigins, open);
    }
}
