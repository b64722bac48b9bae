package io.tradecache.feed;

import java.time.Duration;

/** Streams that lose patience within a fraction of a second, so that tests need not wait. */
final class Hurry {

    static final StreamTiming TIMING = new StreamTiming(
            Duration.ofSeconds(5),
            Duration.ofMillis(400),
            Duration.ofMillis(200),
            Duration.ofMillis(1_000),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(60));

    private Hurry() {}

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

    /** Dead after so long a silence, and without pings. */
    static StreamTiming listening(Duration silence) {
        return new StreamTiming(
                TIMING.connect(),
                TIMING.answer(),
                Duration.ZERO,
                silence,
                TIMING.backoff(),
                TIMING.longestBackoff(),
                TIMING.steady(),
                TIMING.busy(),
                TIMING.refused());
    }
}
