package io.tradecache.feed;

import java.time.Duration;

/** Streams that try again within a fraction of a second, so that tests need not wait. */
final class Hurry {

    /** Waits for others as long as a busy machine may let them wait. */
    static final StreamTiming TIMING = new StreamTiming(
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(60));

    private Hurry() {}

    /** Waits no longer for an answer. */
    static StreamTiming answeredWithin(Duration answer) {
        return new StreamTiming(
                TIMING.connect(),
                answer,
                TIMING.ping(),
                TIMING.silence(),
                TIMING.backoff(),
                TIMING.longestBackoff(),
                TIMING.steady(),
                TIMING.busy(),
                TIMING.refused());
    }

    /** Tries again this long after a refusal. */
    static StreamTiming afterRefusal(Duration refused) {
        return new StreamTiming(
                TIMING.connect(),
                TIMING.answer(),
                TIMING.ping(),
                TIMING.silence(),
                TIMING.backoff(),
                TIMING.longestBackoff(),
                TIMING.steady(),
                TIMING.busy(),
                refused);
    }

    /** Forgets failures with each connection; else it would wait for up to an hour. */
    static StreamTiming steadyAtOnce() {
        return new StreamTiming(
                TIMING.connect(),
                TIMING.answer(),
                TIMING.ping(),
                TIMING.silence(),
                TIMING.backoff(),
                Duration.ofHours(1),
                Duration.ZERO,
                TIMING.busy(),
                TIMING.refused());
    }

    /** Dead after so long a silence, which pings break. */
    static StreamTiming pinging(Duration silence) {
        return silent(TIMING.ping(), silence);
    }

    /** Dead after so long a silence, and without pings. */
    static StreamTiming listening(Duration silence) {
        return silent(Duration.ZERO, silence);
    }

    private static StreamTiming silent(Duration ping, Duration silence) {
        return new StreamTiming(
                TIMING.connect(),
                TIMING.answer(),
                ping,
                silence,
                TIMING.backoff(),
                TIMING.longestBackoff(),
                TIMING.steady(),
                TIMING.busy(),
                TIMING.refused());
    }
}
