package io.tradecache.http;

import java.time.Duration;

/**
 * Where the server listens, and what it puts up with. Immutable.
 *
 * @param host the address to listen on, for example {@code 127.0.0.1}
 * @param port the port; 0 for any that is free
 * @param longestBody how many bytes the body of a request may have
 * @param stopTimeout how long requests in flight may take to finish when the server stops
 */
public record HttpSettings(String host, int port, int longestBody, Duration stopTimeout) {

    private static final int ONE_MEBIBYTE = 1 << 20;

    /**
     * Listens with the limits that tradecache ships with: bodies of 1 MiB, 5 s to finish.
     *
     * @param host the address to listen on
     * @param port the port; 0 for any that is free
     */
    public HttpSettings(String host, int port) {
        this(host, port, ONE_MEBIBYTE, Duration.ofSeconds(5));
    }
}
