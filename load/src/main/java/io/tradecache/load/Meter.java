package io.tradecache.load;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts what the clients of one thread are sent, and how late it is, while that is to be counted. Not thread-safe. */
final class Meter {

    private final Tally tally;
    private final PriceFrame frame = new PriceFrame();
    private final WallClock clock = new WallClock();
    private boolean counting;

    Meter(Tally tally) {
        this.tally = tally;
    }

    /** Begins to count, or stops. */
    void count(boolean counts) {
        counting = counts;
    }

    /** Microseconds since 1970 at a moment of {@link System#nanoTime}, which is about now. */
    long micros(long nanoTime) {
        return clock.micros(nanoTime);
    }

    void received(int count) {
        if (counting) {
            tally.bytes += count;
        }
    }

    /** So long a steady client had no prices. */
    void gap(long nanos) {
        if (counting) {
            Tally.record(tally.gap, TimeUnit.NANOSECONDS.toMicros(nanos));
        }
    }

    /**
     * Takes in a text.
     *
     * @param steady whether it is to be measured how late it is
     * @return whether it had changed prices
     */
    boolean text(byte[] bytes, int from, int to, long nanoTime, boolean steady, @Nullable SequenceCheck check) {
        if (!frame.read(bytes, from, to)) {
            return false;
        }
        tally.seen++;
        tally.wentBack += check == null ? 0 : check.wentBack(bytes, from, to);
        if (counting) {
            tally.frames++;
            tally.updates += frame.updates();
            if (steady) {
                late(clock.micros(nanoTime));
            }
        }
        return true;
    }

    /** When the prices of the last text were put together, in microseconds since 1970, as far as it says. */
    long composedMicros() {
        return frame.sentAt() != Moments.NONE ? frame.sentAt() : frame.newest();
    }

    private void late(long arrived) {
        if (frame.sentAt() != Moments.NONE) {
            Tally.record(tally.sendLag, arrived - frame.sentAt());
        }
        if (frame.newest() != Moments.NONE) {
            Tally.record(tally.priceAge, arrived - frame.newest());
        }
    }
}
