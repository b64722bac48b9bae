package io.tradecache.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. Thread-safe; clocks of other zones made from it move along. */
public final class ManualClock extends Clock {

    private final Hand hand;
    private final ZoneId zone;

    private ManualClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /**
     * A clock that shows an instant, in UTC.
     *
     * @param instant for example {@code 2026-03-09T13:29:59Z}
     */
    public static ManualClock at(String instant) {
        return new ManualClock(new Hand(Instant.parse(instant)), ZoneOffset.UTC);
    }

    /** Shows another instant from now on. */
    public void set(String instant) {
        hand.set(Instant.parse(instant));
    }

    /** Goes forward, or back by a negative duration. */
    public void advance(Duration time) {
        hand.advance(time);
    }

    @Override
    public Instant instant() {
        return hand.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(hand, other);
    }

    /** What all zones of one clock share. */
    private static final class Hand {
        private Instant now;

        Hand(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant instant) {
            now = instant;
        }

        synchronized void advance(Duration time) {
            now = now.plus(time);
        }
    }
}
