package io.tradecache.http;

import java.time.Duration;

/**
 * What the server puts up with. Immutable.
 *
 * @param longestBody how many bytes the body of a request may have
 * @param bodiesTogether how many bytes are kept of all bodies that are on their way or worked on
 * @param patience how long the head of a request may take to arrive, and how long its body
 * @param concurrent how many requests are worked on at a time; others are told to come again
 * @param connections how many connections are held at a time, streams included; others wait
 * @param requestsAMinute how many requests of one caller are answered in a minute; 0 for any number
 */
public record HttpLimits(
        int longestBody, long bodiesTogether, Duration patience, int concurrent, int connections, int requestsAMinute) {

    private static final int ONE_MEBIBYTE = 1 << 20;

    /**
     * What tradecache ships with: bodies of 1 MiB and 64 MiB together, 10 s for each part of a request, 128 requests at a
     * time, 19,500 connections, no limit by caller.
     *
     * @return the limits
     */
    public static HttpLimits shipped() {
        return new HttpLimits(ONE_MEBIBYTE, 64L * ONE_MEBIBYTE, Duration.ofSeconds(10), 128, 19_500, 0);
    }

    /**
     * The same with a limit by caller.
     *
     * @param most how many requests of one caller are answered in a minute; 0 for any number
     * @return a copy
     */
    public HttpLimits withRequestsAMinute(int most) {
        return new HttpLimits(longestBody, bodiesTogether, patience, concurrent, connections, most);
    }
}
