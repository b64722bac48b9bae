package io.tradecache.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one thread has seen of its clients. Not thread-safe; read by others when the thread has ended. */
final class Tally {

    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 3;

    final Histogram handshake = histogram();
    final Histogram sendLag = histogram();
    final Histogram priceAge = histogram();
    final Histogram gap = histogram();
    /** From the hint, or from the loss where there was none, until the client is back. */
    final Histogram untilBack = histogram();

    final Histogram away = histogram();
    final Histogram caughtUp = histogram();
    /** Bytes. */
    final Histogram old = histogram();

    final Map<String, Integer> failed = new HashMap<>();
    final Map<String, Integer> failedReturns = new HashMap<>();
    /** How many came back in each second, by its number. */
    final Map<Long, Integer> backInSecond = new HashMap<>();

    final Map<Integer, Integer> closed = new TreeMap<>();
    final Refused refused = new Refused();
    int opened;
    int open;
    int slow;
    int slowDropped;
    int hints;
    int lost;
    int unhinted;
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

    void failedReturn(String reason) {
        failedReturns.merge(reason, 1, Integer::sum);
    }

    /** The server has ended a connection. */
    void closed(int code, boolean hinted) {
        closed.merge(code, 1, Integer::sum);
        lost++;
        unhinted += hinted ? 0 : 1;
    }

    /** A client is back. */
    void back(Visit visit, long nanoTime) {
        record(untilBack, TimeUnit.NANOSECONDS.toMicros(nanoTime - visit.noticedAt()));
        record(away, TimeUnit.NANOSECONDS.toMicros(nanoTime - visit.lostAt()));
        backInSecond.merge(TimeUnit.NANOSECONDS.toSeconds(nanoTime), 1, Integer::sum);
    }

    /** Adds what another thread has seen. */
    void add(Tally other) {
        handshake.add(other.handshake);
        sendLag.add(other.sendLag);
        priceAge.add(other.priceAge);
        gap.add(other.gap);
        untilBack.add(other.untilBack);
        away.add(other.away);
        caughtUp.add(other.caughtUp);
        old.add(other.old);
        other.failedReturns.forEach((reason, count) -> failedReturns.merge(reason, count, Integer::sum));
        other.backInSecond.forEach((second, count) -> backInSecond.merge(second, count, Integer::sum));
        hints += other.hints;
        lost += other.lost;
        unhinted += other.unhinted;
        other.failed.forEach((reason, count) -> failed.merge(reason, count, Integer::sum));
        refused.add(other.refused);
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
