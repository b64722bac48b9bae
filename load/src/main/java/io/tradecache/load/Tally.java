package io.tradecache.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What one thread has seen of its clients. Not thread-safe; read by others when the thread has ended. */
final class Tally {

    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    final Histogram handshake = histogram();
    final Histogram sendLag = histogram();
    final Histogram priceAge = histogram();
    final Histogram gap = histogram();
    final Map<String, Integer> failed = new HashMap<>();
    final Map<Integer, Integer> closed = new TreeMap<>();
    int opened;
    int open;
    int slow;
    int slowDropped;
    long wentBack;
    /** All frames with prices, also those that do not count. */
    long seen;

    long frames;
    long updates;
    long bytes;

    /** Both clocks are the same, but what they say may differ by a few microseconds. */
    static void record(Histogram histogram, long micros) {
        histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(0, micros)));
    }

    int failures() {
        return failed.values().stream().mapToInt(Integer::intValue).sum();
    }

    void failed(String reason) {
        failed.merge(reason, 1, Integer::sum);
    }

    void closed(int code) {
        closed.merge(code, 1, Integer::sum);
    }

    /** Adds what another thread has seen. */
    void add(Tally other) {
        handshake.add(other.handshake);
        sendLag.add(other.sendLag);
        priceAge.add(other.priceAge);
        gap.add(other.gap);
        other.failed.forEach((reason, count) -> failed.merge(reason, count, Integer::sum));
        other.closed.forEach((code, count) -> closed.merge(code, count, Integer::sum));
        opened += other.opened;
        slow += other.slow;
        slowDropped += other.slowDropped;
        wentBack += other.wentBack;
        frames += other.frames;
        updates += other.updates;
        bytes += other.bytes;
    }

    private static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }
}
