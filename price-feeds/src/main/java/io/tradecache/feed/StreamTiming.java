package io.tradecache.feed;

import java.time.Duration;

/**
 * How patient a stream is. Immutable.
 *
 * @param connect for a connection
 * @param answer for an answer that the provider owes: a welcome, or what it says to a request
 * @param ping from one ping to the next; zero for none
 * @param silence a connection on which nothing came for so long, not even the answer to a ping, is dead
 * @param backoff the limit of the wait after a first failure, which doubles with each one
 * @param longestBackoff the highest limit of the wait after a failure
 * @param steady a connection that was good for so long makes earlier failures forgotten
 * @param busy the least wait when the provider says that there were too many connections
 * @param refused the wait when trying again seldom helps, for example because of a wrong key
 */
public record StreamTiming(
        Duration connect,
        Duration answer,
        Duration ping,
        Duration silence,
        Duration backoff,
        Duration longestBackoff,
        Duration steady,
        Duration busy,
        Duration refused) {

    /** Alpaca answers pings: 3 s for an answer, a ping every 10 s, dead after 15 s. */
    static final StreamTiming ALPACA = new StreamTiming(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));

    /** Finnhub says itself that it is there, every minute or two: dead after 150 s. */
    static final StreamTiming FINNHUB = new StreamTiming(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ZERO,
            Duration.ofSeconds(150),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));

    /** Checks that no wait is negative. */
    public StreamTiming {
        for (Duration wait :
                new Duration[] {connect, answer, ping, silence, backoff, longestBackoff, steady, busy, refused}) {
            if (wait.isNegative()) {
                throw new IllegalArgumentException("no wait of a stream may be negative");
            }
        }
    }
}
